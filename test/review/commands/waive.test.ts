import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Pattern, parsePattern } from '../../../src/pattern/pattern.ts';
import { waiversOf } from '../../../src/pattern/waivers.ts';
import { answerTo } from '../../../src/review/commands/answer.ts';
import { commandsIn } from '../../../src/review/commands/commands-in.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import type { Files } from '../../inspection/check-files.ts';
import { ask, author, maintainer, situationFrom, stranger, textOf, unmeasured, usual } from './asking.ts';

const parsed = (files: Files): Pattern[] =>
  Object.entries(files).flatMap(([path, text]) => parsePattern(path, text) ?? []);

describe('waive', () => {
  const reason = 'No device of this kind: "8 x GPU" is not available.';
  const asking = `/patterns waive benchmark ${reason}`;

  test('answers with the record to commit, its file and its line', () => {
    const answer = ask(asking);
    expect(answer).toMatchObject({ reaction: 'THUMBS_UP' });
    expect(
      textOf(answer),
    ).toBe(`Commit this to \`${acceptedPath}\`, before line 11, the end of the front matter:

\`\`\`yaml
waivers:
  - rule: benchmark
    reason: 'No device of this kind: "8 x GPU" is not available.'
\`\`\`

A waiver counts once somebody with write access who is not the author approves the pull request with it, or ticks it in the review comment.
`);
    expect(ask(asking, maintainer)).toEqual(answer);
  });

  test.each([
    ['no waivers', '', ['benchmark']],
    ['an empty list', '\nwaivers: []', ['benchmark']],
    ['a key without a value', '\nwaivers:', ['benchmark']],
    ['a text', '\nwaivers: figures', ['benchmark']],
    ['a list of blocks', '\nwaivers:\n  - rule: figures\n    reason: Other.', ['figures', 'benchmark']],
    [
      'a list of blocks, not indented, not last',
      '\nwaivers:\n- rule: figures\n  reason: Other.\nkeywords: [cost]',
      ['figures', 'benchmark'],
    ],
    ['a list of braces', '\nwaivers:\n    - { rule: figures, reason: Other. }', ['figures', 'benchmark']],
    ['a list in brackets', '\nwaivers: [{ rule: figures, reason: Other. }]', ['figures', 'benchmark']],
  ])('the record is right where the front matter has %s', (_, keys, rules) => {
    const files = unmeasured(acceptedKeys + keys);
    const after = committed(files, textOf(ask(asking, author, situationFrom(files))));
    const { patterns } = situationFrom(after);
    const waivers = patterns.flatMap(pattern => pattern.waivers);
    expect(waivers.map(({ rule }) => rule)).toEqual(rules);
    expect(waivers.at(-1)?.reason).toBe(reason);
    expect(parsed(after).map(problemsOf)).toEqual([[]]);
  });

  test('whatever the reason, the record says it and nothing else', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 3, maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            ...[
              "'",
              '"',
              ': ',
              ' #',
              '- ',
              '{',
              '}',
              ',',
              '[',
              ']',
              '&a',
              '*a',
              '!!x',
              '|',
              '>',
              '%',
              '@ada',
            ],
            ...['```', '~~~', '---', 'yes', 'null', '1e3', '\\n', '<!--', '-->', '</details>', 'word', ' '],
          ),
          { minLength: 3, maxLength: 12 },
        )
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(
        words,
        fc.constantFrom('', '\nwaivers: [{ rule: figures, reason: Other. }]'),
        (why, keys) => {
          const said = why.trim().split(/\s+/).join(' ');
          fc.pre(said.length >= 3 && /^[^\p{C}]*$/u.test(said));
          const files = unmeasured(acceptedKeys + keys);
          const { patterns } = situationFrom(files);
          const command = { kind: 'waive' as const, rule: 'benchmark', reason: said };
          const answer = answerTo([command], author, { ...usual, patterns });
          const [after] = parsed(committed(files, textOf(answer)));
          if (!after) throw new Error('no pattern any more');
          expect(waiversOf(after).at(-1)).toMatchObject({ rule: 'benchmark', reason: said });
          expect(problemsOf(after)).toEqual([]);
        },
      ),
    );
  });

  test.each([
    ['nothing', '/patterns waive', 'Name the rule as its finding does'],
    ['no reason', '/patterns waive benchmark', 'Say on the same line why'],
    ['a reason of two letters', '/patterns waive benchmark no', 'Say on the same line why'],
    [
      'a reason too long',
      `/patterns waive benchmark ${'x'.repeat(501)}`,
      'has 501 characters; a waiver takes at most 500',
    ],
    [
      'a reason that hides something',
      '/patterns waive benchmark No \u202e device.',
      'characters that nobody can see',
    ],
    [
      'a rule that does not exist',
      '/patterns waive benchmrk Why not.',
      'no rule `benchmrk`. Did you mean `benchmark`?',
    ],
    [
      'a rule that nothing resembles',
      '/patterns waive zzzzzzzzzz Why not.',
      'no rule `zzzzzzzzzz`. Name the rule',
    ],
    ['a rule by the name of a method', '/patterns waive toString Why not.', 'no rule `toString`.'],
    [
      'a rule that every pattern must satisfy',
      '/patterns waive folder Why not.',
      '`folder` cannot be waived',
    ],
    [
      'a rule that blocks nothing',
      '/patterns waive vague-words Why not.',
      '`vague-words` need not be waived',
    ],
    [
      'a rule that finds nothing',
      '/patterns waive ethics Why not.',
      '`ethics` finds nothing in the patterns of this',
    ],
  ])('%s is not done, and says why', (_, body, says) => {
    const answer = ask(body);
    expect(answer).toMatchObject({ reaction: 'CONFUSED' });
    expect(textOf(answer)).toContain(says);
  });

  test('takes a rule in any case', () => {
    expect(textOf(ask(`/patterns waive Benchmark ${reason}`))).toBe(textOf(ask(asking)));
  });

  test('by a stranger is not answered with a record', () => {
    expect(textOf(ask(asking, stranger))).toBe(
      '`/patterns waive <rule> <reason>` is for the author of the pull request and for people with write access.\n',
    );
  });

  test('where the pattern asks already, says where', () => {
    const files = unmeasured(`${acceptedKeys}\nwaivers:\n  - { rule: benchmark, reason: Another. }`);
    expect(textOf(ask(asking, author, situationFrom(files)))).toContain(
      `\`${acceptedPath}\` asks to be excused from this already, at line 12.`,
    );
  });

  test('on a draft says that it is not needed yet', () => {
    const files = unmeasured(acceptedKeys.replace('accepted', 'draft'));
    expect(textOf(ask(asking, author, situationFrom(files)))).toContain('it passes without the waiver too');
  });

  test('speaks of the patterns where the rule finds something, and of only so many', () => {
    const path = (number: number): string => acceptedPath.replace('prediction-caching', `other-${number}`);
    const more = Object.fromEntries(
      [1, 2, 3, 4, 5].map(number => [path(number), unmeasured()[acceptedPath] ?? '']),
    );
    const text = textOf(ask(asking, author, situationFrom({ ...unmeasured(), ...more })));
    expect(text.match(/^Commit this to/gm)).toHaveLength(5);
    expect(text).toContain('The same goes into 1 more pattern in which the rule finds something.');
    const measured = acceptedReadme().replaceAll('ML-OPT-008', 'ML-OPT-009');
    const mixed = situationFrom({ ...unmeasured(), [path(1)]: measured });
    const diagnostics = mixed.diagnostics.filter(
      ({ ruleId, path: at }) => ruleId !== 'benchmark' || at === acceptedPath,
    );
    const only = textOf(answerTo(commandsIn(asking), author, { ...mixed, diagnostics }));
    expect(only.match(/^Commit this to .*/gm)).toEqual([expect.stringContaining(acceptedPath)]);
  });

  test('where the front matter cannot be read, says so', () => {
    const situation = situationFrom({ [acceptedPath]: 'No front matter.\n' });
    const found = usual.diagnostics;
    expect(textOf(answerTo(commandsIn(asking), author, { ...situation, diagnostics: found }))).toContain(
      'cannot be read. Mend that first, then ask again.',
    );
  });
});

const problemsOf = ({ frontMatter }: Pattern): unknown[] =>
  frontMatter.state === 'read' ? frontMatter.yaml.problems : [frontMatter.state];

/** Does to the file what the reply says. */
function committed(files: Files, reply: string): Files {
  const lines = (files[acceptedPath] ?? '').split('\n');
  const yaml = /^(`{3,}|~{3,})yaml\n([\s\S]*?)\n\1$/m.exec(reply)?.[2] ?? '';
  const [, how, digits] = /(before|below|inside|instead).*? line (\d+)/.exec(reply) ?? [];
  const line = Number(digits);
  if (how === 'before') lines.splice(line - 1, 0, yaml);
  if (how === 'below') lines.splice(line, 0, yaml);
  if (how === 'instead') lines.splice(line - 1, 1, yaml);
  // Through a function, or `$&` in a reason would mean something.
  if (how === 'inside') lines[line - 1] = (lines[line - 1] ?? '').replace(/\]$/, () => `, ${yaml}]`);
  return { [acceptedPath]: lines.join('\n') };
}
