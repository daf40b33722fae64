import { describe, expect, test } from 'vitest';
import { acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { caching, draft, findingsOf, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const found = (rule: string, body: string): string[] =>
  findingsOf(rule, { [path]: draft(caching, body) }).map(line => line.slice(path.length + 1));

describe('footnotes', () => {
  test.each([
    'A[^a], again[^A].\n\n[^a]: B[^c].\n\n[^c]: D.',
    '`[^a-z]` and \\[^a] and\n\n```text\n[^a]\n```\n\n<!-- [^a] -->',
    '[^a](https://example.org) and [a ^b]',
    '- item[^a]\n\n  [^a]: In the item.',
  ])('%j is fine', body => {
    expect(found('footnotes', body)).toEqual([]);
  });

  test('what is not defined, with what may be meant', () => {
    expect(found('footnotes', 'A[^clipper] and\n**b [^x]**.\n\n[^cliper]: C.')).toEqual([
      '7:2 The footnote `[^clipper]` is not defined. Did you mean `cliper`?',
      '8:5 The footnote `[^x]` is not defined. Define it under `## References`, or put it in backticks if it is no footnote.',
      '10:1 Nothing refers to the footnote `[^cliper]`, so GitHub does not show it. Refer to it where the text leans on it, or remove it.',
    ]);
    expect(found('footnotes', '> a\n> - b [^x]')).toEqual([
      '8:7 The footnote `[^x]` is not defined. Define it under `## References`, or put it in backticks if it is no footnote.',
    ]);
  });

  test('what is defined twice', () => {
    expect(found('footnotes', 'A[^a].\n\n[^a]: B.\n\n[^A]: C.')).toEqual([
      '11:1 The footnote `[^A]` is defined twice, and only the first is shown. Give this one another key, or remove it.',
    ]);
  });
});

describe('references', () => {
  test.each([
    'A, *B*, NSDI 2017, [usenix.org](https://www.usenix.org/x).',
    'A, *B*, 2017, https://example.org/a.',
    'A, *B*, NeurIPS, 2015, doi:10.1145/2872427.2883015.',
    'A, *B*, O’Reilly, 2020, ISBN 978-1-098-11578-4.',
    'A, *B*, O’Reilly, 2020, ISBN-10: 109811578X.',
    'A, *B* (2017), [x][site].\n\n[site]: https://example.org',
    'A, [arXiv:2007.06299](https://arxiv.org/abs/2007.06299), 2020.',
    'Documentation of Feast, read 2026-11-24, <https://docs.feast.dev>.',
    'First.\n\n    Second paragraph, 1989, https://example.org.',
  ])('%j is fine', text => {
    expect(found('references', `A[^a].\n\n[^a]: ${text}`)).toEqual([]);
  });

  test.each([
    ['A, *B*, NSDI.', 'has no year and no address'],
    ['', 'has no year and no address'],
    ['A, *B*, 2017.', 'has no address'],
    ['A, *B*, 2017, [here](../x/README.md), [B1].\n\n[B1]: #evidence', 'has no address'],
    ['A, *B*, [arXiv:2007.06299](https://arxiv.org/abs/2007.06299).', 'has no year'],
    ['A, *B*, https://example.org/2017/x.', 'has no year'],
    ['A, *B*, doi:10.2017/2018.2019.', 'has no year'],
    ['A, 12345 pages, https://example.org.', 'has no year'],
  ])('%j %s', (text, says) => {
    expect(found('references', `A[^a].\n\n[^a]: ${text}`)).toEqual([
      expect.stringContaining(`The reference \`[^a]\` ${says}. `),
    ]);
  });

  test('a section without footnotes', () => {
    expect(found('references', '## References\n\n- A, 2017, https://example.org.')).toEqual([
      expect.stringContaining('holds no footnote'),
    ]);
    expect(found('references', '## References\n\nNone, because it is our own experience.')).toEqual([]);
  });
});

describe('known-uses', () => {
  const uses = (text: string): string[] =>
    findingsOf('known-uses', { [path]: acceptedReadme({ 'Known uses and related': text }) });

  test.each([
    '- Known use: A[^clipper].',
    '- **Known uses**: A[^clipper] and B[^clipper].',
    '- Known uses:\n  - A[^clipper]\n  - B[^clipper]',
    '### Known uses\n\n* known use: A does,\n  as it says[^clipper].',
    '- Known use: A[^undefined].',
    '- Known use: none found; looked in papers of KDD since 2019.',
    '- Known use: none found. Looked in GitHub.',
  ])('%j is fine', text => {
    expect(uses(text)).toEqual([]);
  });

  test.each([
    ['- requires [ML-OPT-007](x)', 'names no known use'],
    ['Known use: A[^clipper].', 'names no known use'],
    ['- Known use: A.', 'has no source'],
    ['- Known use: [A](https://example.org).', 'has no source'],
    ['- Known use: none found.', 'has no source'],
    ['- Known use: none found; looked in', 'has no source'],
  ])('%j %s', (text, says) => {
    expect(uses(text)).toEqual([expect.stringContaining(says)]);
  });
});
