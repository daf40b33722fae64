import { afterAll, describe, expect, test } from 'vitest';
import { openExaminer } from '../../src/examiner/open-examiner.ts';
import { examineAll, good, path, withBody } from './examine-all.ts';

const repeated = (unit: string): string =>
  Array(20)
    .fill(unit.repeat(Math.floor(4_900 / unit.length)))
    .join('\n');
const table = (columns: number, rows: number): string =>
  `|${'a|'.repeat(columns)}\n|${'-|'.repeat(columns)}\n${`|${'b|'.repeat(columns)}\n`.repeat(rows)}`;

/** Texts known to drive parsers of Markdown or YAML into minutes of work. */
const hostile: Record<string, string> = {
  ...Object.fromEntries(
    [
      '* ',
      '*_',
      'a*',
      '*_a ',
      '**a',
      '[',
      ']',
      '](',
      '![',
      '[a](',
      '[[a]',
      '[^a]',
      '<',
      '<a ',
      '<!--',
      '`',
      '``a',
      '&',
      '\\',
      '|',
      '> ',
      '- ',
      '1. ',
      '~a',
      '#',
      'a@b.',
      'www.a.',
      'http://',
      '\t',
    ].map(unit => [`${JSON.stringify(unit)} without end`, repeated(unit)]),
  ),
  '"* " 5,000 times': '* '.repeat(5000),
  '"*_" 5,000 times': '*_'.repeat(5000),
  '"[" 20,000 times': '['.repeat(20_000),
  'as many markers as are read': `${`${'*a _b '.repeat(165)}\n`.repeat(6)}\n`.repeat(10),
  'a table of 2,000 columns': table(2000, 3),
  'a table of 1,000 short rows': `|${'a|'.repeat(500)}\n|${'-|'.repeat(500)}\n${'b\n'.repeat(1000)}`,
  'lists within lists': Array.from({ length: 700 }, (_, index) => `${' '.repeat(index * 2)}- a`).join('\n'),
  'quotes on every line': `${'> '.repeat(39)}a\n`.repeat(120),
  'a quote and its lazy lines': `${'> '.repeat(39)}a\n${'a\n'.repeat(1900)}`,
  'lists on every line': `${'- '.repeat(39)}a\n`.repeat(120),
  'a thousand definitions': Array.from({ length: 1900 }, (_, index) => `[a${index}]: b`).join('\n\n'),
  'emphasis within emphasis': `${'*a '.repeat(900)}${'a* '.repeat(900)}`,
  'blank lines without end': '\n'.repeat(100_000),
};
const hostileYaml: Record<string, string> = {
  '10,000 keys': Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join('\n'),
  'a flow 1,000 deep': `a: ${'['.repeat(1000)}${']'.repeat(1000)}`,
  'a flow 5,000 deep': 'a: {'.repeat(1200),
  'an alias bomb': `a: &a [x, x]\n${Array.from({ length: 50 }, (_, index) => `k${index}: &k${index} [*a, *a, *a]`).join('\n')}`,
  'a block 2,000 deep': '- '.repeat(2000),
};

describe('hostile texts are read or refused in good time, and the file after them is parsed', () => {
  const cases = [
    ...Object.entries(hostile).map(([name, body]) => [name, withBody('hostile', body)] as const),
    ...Object.entries(hostileYaml).map(
      ([name, text]) =>
        [`front matter: ${name}`, { path: path('hostile'), text: `---\n${text}\n---\n` }] as const,
    ),
    ...Object.entries(hostileYaml).map(
      ([name, text]) => [`taxonomy: ${name}`, { path: 'patterns/ml/taxonomy.yaml', text }] as const,
    ),
  ];
  const examiner = openExaminer();
  afterAll(() => examiner.close());

  test.each(cases)('%s', async (_, file) => {
    const [first, after] = await examineAll(examiner, [file, good('after')]);
    if (first?.kind === 'unreadable') expect(first.detail).not.toMatch(/seconds|memory/);
    else expect(['pattern', 'taxonomy']).toContain(first?.kind);
    expect(after?.kind).toBe('pattern');
  });
});
