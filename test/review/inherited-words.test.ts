import { expect, test } from 'vitest';
import { indexFiles } from '../../src/catalog/index-page.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { readTaxonomy } from '../../src/catalog/taxonomy.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';
import { commandsIn } from '../../src/review/commands/commands-in.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { reproduced } from '../../src/rules/examples/example-results.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { checkFiles, type Files, facts } from '../inspection/check-files.ts';
import { handbookWith, reviewOf, taxonomy } from './situation.ts';

/** Words that every object has something under: as keys and values of all that strangers write, they are words like others. */
const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];

const beside = acceptedPath.replace('prediction-caching', 'other');
const more = `${acceptedKeys}
aliases: [Memo Cache, Result Cache]
keywords: [memoization, cache]
relations:
  - uses ML-OPT-007: why
waivers:
  - rule: links
    reason: none`;
const body = (word: string): string =>
  acceptedReadme(
    {
      'Best practices': `[${word}](#${word}) [${word}][${word}] [^${word}] <a name="${word}">\n\n[${word}]: #${word}\n\n[^${word}]: ${word}\n\n### ${word}\n\n\`\`\`${word}\n${word}: ${word}\n\`\`\`\n\n- ${word} [ML-OPT-007 ${word}](../${word}/)`,
    },
    more,
  );

/** A text with the word in the place of each key and of each value, one after the other. */
function* everywhere(text: string, place: RegExp, word: string): Iterable<string> {
  for (const { 0: found, index } of text.matchAll(place))
    yield text.slice(0, index) + word + text.slice(index + found.length);
}

/** Looks at a pattern beside one whose name is the word, as a pull request and in the index; gives what broke. */
function faultsOf(files: Files, word: string): string[] {
  const name = acceptedReadme(
    {},
    acceptedKeys.replace('ML-OPT-008', 'ML-OPT-007').replace('Prediction Caching', word),
  );
  const review = reviewOf(
    { [beside]: name },
    { [beside]: name, ...files },
    {},
    handbookWith([`| ${word} | ${word} | \`${word}\` · a maintainer |`]),
  );
  indexFiles(
    libraryOf(facts({ [beside]: name, ...files }), () => null),
    taxonomy,
  );
  return review.checkRun.title.includes('our fault') ? [review.checkRun.summary] : [];
}

const frontMatterPlace = /(?<=\n[- ]*)[A-Za-z_]+(?=:)|(?<=: \[?|, )[A-Za-z][^\],\n]*|(?<=- )uses/g;

test.each(words)('%s, in each key and value of the front matter and all over the body', word => {
  const readmes = [...everywhere(`\n${more}`, frontMatterPlace, word)].map(keys =>
    acceptedReadme({}, keys.slice(1)),
  );
  const all = [...readmes, body(word)];
  expect(all.length).toBeGreaterThan(20);
  expect(all.flatMap(readme => faultsOf({ [acceptedPath]: readme }, word))).toEqual([]);
});

test.each(words)('%s, in each key of results.json, and in each of its texts', word => {
  const files = reproduced(acceptedPath, acceptedReadme());
  const path = acceptedPath.replace('README.md', 'results.json');
  const texts = [...everywhere(files[path] ?? '', /"[A-Za-z_][^"\n]*"/g, JSON.stringify(word))];
  expect(texts.length).toBeGreaterThan(50);
  // Each third of them with each of the words: all of them with two.
  const some = texts.filter((_, index) => index % 3 === words.indexOf(word) % 3);
  expect(some.flatMap(text => checkFiles({ files: { ...files, [path]: text } }).faults)).toEqual([]);
});

test.each(words)('%s, in each key and value of the taxonomy, and as a command', word => {
  const texts = [
    ...everywhere(exampleTaxonomy, /(?<=^[- ]*)[a-z_]+(?=:)|(?<=: \[?|, |- )[A-Za-z][^\],\n]*/gm, word),
  ];
  expect(texts.length).toBeGreaterThan(10);
  const files = { 'patterns/ml/README.md': handbookWith([]), [acceptedPath]: acceptedReadme() };
  const some = texts.filter((_, index) => index % 3 === words.indexOf(word) % 3);
  const looked = some.map(text => checkFiles({ files: { ...files, 'patterns/ml/taxonomy.yaml': text } }));
  expect(looked.flatMap(({ faults }) => faults)).toEqual([]);
  expect(commandsIn(`/patterns ${word} ${word}`)).toEqual([{ kind: 'unknown', word }]);
  expect(commandsIn(`/patterns waive ${word} ${word}`)).toEqual([
    { kind: 'waive', rule: word, reason: word },
  ]);
});

/** Others of the words are refused as keys, wherever they stand. */
test.each(['toString', 'hasOwnProperty', 'valueOf', 'length'])(
  '%s, as a key of maps in a list in which nothing may stand twice',
  word => {
    const problemsOf = (items: string): string[] => {
      const text = `${exampleTaxonomy.trimEnd()}\ntopics:\n  - headings: [${items}]\n`.replace(
        /^topics:\n(?! {2}- headings)/m,
        'old:\n',
      );
      return readTaxonomy(parseYaml(text, 0, positionsIn(text)), 'ml').problems.map(({ message }) => message);
    };
    const different = problemsOf(`{${word}: 1}, {${word}: 2}`);
    const same = problemsOf(`{a: 1, ${word}: 1}, {a: 1, ${word}: 1}`);
    expect(same.length).toBe(different.length + 1);
  },
);
