import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownCorpus } from '../../scripts/differential/corpus.ts';
import { differencesBetween } from '../../scripts/differential/findings.ts';
import { type Sample, samplesBelow, samplesOf } from '../../scripts/differential/folders.ts';
import { mutated } from '../../scripts/differential/generate.ts';
import { randomFor } from '../../scripts/differential/random.ts';
import { fastWay, openWays, type Way } from '../../scripts/differential/ways.ts';
import { isConventional } from '../../src/pattern/conventional-markdown.ts';
import { parseWithMicromark } from '../../src/pattern/micromark.ts';
import { patternFolderOf } from '../../src/pattern/place.ts';
import { isReadable } from '../../src/pattern/source-file.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';

/** Whatever way a folder is examined in, the same is found in it and known of it. */

const patterns = samplesBelow(resolve('patterns'));
const taxonomy = taxonomyFrom(exampleTaxonomy);
const examples = allRules.flatMap(({ id, failing, passing }) =>
  [failing.files, failing.base ?? {}, passing.files, passing.base ?? {}].flatMap(files =>
    samplesOf(
      id,
      Object.entries(files).map(([path, text]) => ({ path, text })),
      () => taxonomy,
    ),
  ),
);
const recorded = samplesBelow(resolve('test/replay/pull-requests'), resolve('test/replay/library'));
// Long texts take their time, and short ones have the same slips.
const mutations = [
  ...mutationsOf(patterns, 2),
  ...mutationsOf(unique(examples), 38),
  ...mutationsOf(unique(examples).filter(isShort), 160),
];

let ways: Way[];
let close: () => void;
beforeAll(async () => {
  ({ ways, close } = await openWays());
});
afterAll(() => close());

/** Folders with a few slips in their READMEs. */
function mutationsOf(samples: readonly Sample[], number: number): Sample[] {
  const corpus = ownCorpus();
  return Array.from({ length: number }, (_, index) => {
    const random = randomFor(7, index);
    const sample = random.pick(samples);
    const files = sample.folder.files.map(file =>
      isReadable(file) && file.path.endsWith('/README.md')
        ? { ...file, text: mutated(random, corpus, file.text, 1 + random.below(2)) }
        : file,
    );
    return { ...sample, name: `mutation ${index} of ${sample.name}`, folder: { ...sample.folder, files } };
  });
}

function isShort({ folder }: Sample): boolean {
  return JSON.stringify(folder).length < 2_500;
}

/** The same folder is in many examples. */
function unique(samples: readonly Sample[]): Sample[] {
  return [...new Map(samples.map(sample => [JSON.stringify(sample.folder), sample])).values()];
}

test.each([
  ['our own patterns', patterns, 14],
  ['the examples of all rules', unique(examples), allRules.length],
  ['what recorded pull requests change', unique(recorded), 50],
  ['patterns with slips in them', mutations, 200],
])('by every way, the same is found in %s', async (_, samples, least) => {
  expect(samples.length).toBeGreaterThanOrEqual(least);
  expect(await differencesBetween(samples, ways)).toEqual([]);
});

test('there is something to compare: all ways, texts for the fast parser and texts for the reference', async () => {
  expect(ways.map(({ name }) => name)).toEqual([
    'satteri’s wasi build in this process',
    'satteri’s native build in this process',
    'one process',
    'two processes',
    'an empty cache',
    'a full cache',
  ]);
  const texts = mutations.flatMap(({ folder }) =>
    folder.files.flatMap(file => (isReadable(file) && file.path.endsWith('.md') ? file.text : [])),
  );
  expect(texts.filter(isConventional).length).toBeGreaterThan(50);
  expect(texts.filter(text => !isConventional(text)).length).toBeGreaterThan(10);
});

test('a parser that drops a node is found, and where', async () => {
  const dropping = fastWay('a parser that drops a node', text => {
    const root = parseWithMicromark(text);
    const last = root.children.findLast(({ type }) => type === 'heading');
    return { ...root, children: root.children.filter(node => node !== last) };
  });
  const own = patterns.filter(({ folder }) => patternFolderOf(`${folder.path}/x`) !== null).slice(0, 3);
  expect(own).toHaveLength(3);
  const differences = await differencesBetween(own, [dropping]);
  expect(differences.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
  expect(differences[0]).toMatchObject({ way: 'a parser that drops a node' });
  expect(differences[0]?.difference).toMatch(/^(files|findings)\.\d+\..* is .*, and should be /);
});

test('a way that leaves a folder out is found', async () => {
  const lazy: Way = { name: 'lazy', examine: async () => [] };
  const [first] = patterns;
  expect(await differencesBetween(patterns.slice(0, 1), [lazy])).toEqual([
    { name: first?.name, way: 'lazy', difference: 'it is not examined' },
  ]);
});
