import { describe, expect, test } from 'vitest';
import { chartOf } from '../../src/evidence/chart.ts';
import { stampIn } from '../../src/evidence/chart-stamp.ts';
import { evidenceText } from '../../src/evidence/evidence-text.ts';
import { isMeasured, measuredValues } from '../../src/evidence/measured-values.ts';
import { notebookOf } from '../../src/evidence/notebook.ts';
import { bytes, change, figure } from '../../src/evidence/numbers.ts';
import { generatedPart, withGeneratedPart } from '../../src/evidence/section.ts';
import { type Pattern, parsePattern } from '../../src/pattern/pattern.ts';
import { drawChart } from '../../src/reproduce/draw-chart.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { exampleResults } from '../../src/rules/examples/example-results.ts';

const patternFrom = (text: string): Pattern => {
  const pattern = parsePattern(acceptedPath, text);
  if (pattern === null) throw new Error('no pattern');
  return pattern;
};

describe('the Evidence text', () => {
  test('says claim, verdict, baseline, points, and what was not tested, and is stable', () => {
    const text = evidenceText(patternFrom(acceptedReadme()), exampleResults);
    expect(text).toContain(
      '**Verdict.** Supported at 1,000 to 10,000, contradicted at 100 (entries of the cache).',
    );
    expect(text).toContain('| 1,000 | 0 | 0.531 | +0.531 | supports |');
    expect(text).toContain('- Popularity that changes with time.');
    expect(text).toContain('[B1]: #evidence');
    expect(text).toContain('reproduce --check ML-OPT-008');
    const readme = withGeneratedPart(acceptedReadme(), text);
    expect(generatedPart(readme)?.content).toBe(text);
    expect(withGeneratedPart(readme, text)).toBe(readme);
    expect(evidenceText(patternFrom(readme), exampleResults)).toBe(text);
  });

  test('shows each figure of the specification beside what was measured, or as not measured', () => {
    const readme = acceptedReadme(
      {},
      `${acceptedKeys}\nhit_rate: 30-50%\nbenefits: { speedup: 2-3x, kind: none }`,
    );
    const results = {
      ...exampleResults,
      specification: { hit_rate: { quantity: 'hit_rate', show: 'value' as const } },
    };
    const text = evidenceText(patternFrom(readme), results);
    expect(text).toContain('| `benefits.speedup` | 2-3x | not measured by us |');
    expect(text).toContain('| `hit_rate` | 30-50% | 0.152 to 0.787 (hit rate) |');
    expect(text).not.toContain('benefits.kind');
  });

  test('text from the results file stays text', () => {
    const claim = 'See <img src=x> @everyone [x](http://evil.example) #1 -->';
    const text = evidenceText(patternFrom(acceptedReadme()), { ...exampleResults, claim });
    expect(text).not.toMatch(/(?<!\\)<img/);
    expect(text).not.toMatch(/(?<!`)@everyone/);
    expect(text).toContain('`[x](http://evil.example)`');
  });
});

describe('the place of the Evidence text', () => {
  test.each([
    ['no markers', '## Evidence\n'],
    ['only one', '<!-- evidence: x -->\n'],
    ['the wrong order', '<!-- /evidence -->\n<!-- evidence: x -->\n'],
    ['not alone on a line', 'a <!-- evidence: x -->\n<!-- /evidence -->\n'],
  ])('%s: there is none, and the text stays as it is', (_, text) => {
    expect(generatedPart(text)).toBeNull();
    expect(withGeneratedPart(text, 'new')).toBe(text);
  });

  test('Windows line ends are no difference', () => {
    const text = 'x\r\n<!-- evidence: g -->\r\n\r\nold\r\nlines\r\n\r\n<!-- /evidence -->\r\n';
    expect(generatedPart(text)).toMatchObject({ content: 'old\nlines', range: { start: { line: 2 } } });
  });
});

test('a chart is the same bytes each time, names its results and has a dark side', async () => {
  const [one, other] = await Promise.all(
    ['a', 'a'].map(() => drawChart(chartOf(exampleResults), 'd'.repeat(64))),
  );
  expect(other).toBe(one);
  expect(one).toContain(`<!-- drawn from results.json ${'d'.repeat(64)}, drawing `);
  expect(stampIn(one ?? '')).toEqual({ drawnFrom: 'd'.repeat(64), intact: true });
  expect(stampIn((one ?? '').replaceAll('\n', '\r\n'))?.intact).toBe(true);
  expect(stampIn((one ?? '').replace('no cache', 'cache'))?.intact).toBe(false);
  expect(one).toContain('prefers-color-scheme: dark');
  expect(Math.max(...(one ?? '').split('\n').map(line => line.length))).toBeLessThan(5_000);
  expect(one).toContain('no cache');
});

test('figures for people', () => {
  expect([0, 0.15234, 1234567, 12.345, 0.00001234, -0.5, 99.96, 123.4].map(figure)).toEqual([
    '0',
    '0.152',
    '1,234,567',
    '12.3',
    '1.2e-5',
    '-0.5',
    '100',
    '123',
  ]);
  expect([change(0.5, 'difference'), change(-0.5, 'difference'), change(4.321, 'ratio')]).toEqual([
    '+0.5',
    '-0.5',
    '4.32×',
  ]);
  expect([bytes(48_000_000), bytes(1.25e9), bytes(2000)]).toEqual(['48 MB', '1.25 GB', '2 kB']);
});

test.each([
  ['0.531', '', true],
  ['0.53', '', true],
  ['0.54', '', false],
  ['53.1', '%', true],
  ['53', '%', true],
  ['54', '%', false],
  ['10,000', '', true],
  ['48', 'MB', true],
  ['34', 'ms', true],
  ['0.9', '', false],
  ['x', '', false],
])('%s %s quoted of [B1]: %s', (written, unit, expected) => {
  expect(isMeasured(written, unit, measuredValues(exampleResults, 0))).toBe(expected);
});

test('a sweep that is not there has no values', () => {
  expect(measuredValues(exampleResults, 1)).toEqual([]);
});

test('a notebook holds the text in order with each runnable block as a cell', () => {
  const notebook = notebookOf(patternFrom(acceptedReadme()));
  expect(notebook?.cells.map(({ cell_type }) => cell_type)).toEqual(['markdown', 'code', 'markdown']);
  expect(notebook?.cells[1]?.source.join('')).toContain('assert predict.cache_info().hits == 1');
  expect(notebook?.cells[0]?.source[0]).toBe('# Prediction Caching\n');
  expect(JSON.stringify(notebook)).not.toContain('evidence: generated');
  expect(new Set(notebook?.cells.map(({ id }) => id)).size).toBe(3);
  expect(notebookOf(patternFrom(acceptedReadme({ Implementation: 'None.' })))).toBeNull();
});
