import { describe, expect, test } from 'vitest';
import { tokensOf } from '../../src/rules/evidence/figure-text.ts';
import { accepted, acceptedKeys } from '../../src/rules/examples/example-accepted.ts';
import { sweepOver } from '../../src/rules/examples/example-results.ts';
import { checkFiles } from '../inspection/check-files.ts';

/** What the rule shows of each finding: the figure, or the mark. */
function shown(section: string, text: string, title = 'Trade-offs'): string[] {
  const sweeps = [
    sweepOver('size', [100, 0.152], [1_000, 0.531], [10_000, 0.787]),
    {
      ...sweepOver('condition', [3, 0.25], [4, 0.9]),
      axis: { ...sweepOver('condition', [3, 0.25]).axis, name: 'skew' },
    },
  ];
  const { files } = accepted({ [title]: `${section}${text}` }, {}, acceptedKeys, { sweeps });
  const { diagnostics, faults } = checkFiles({ files });
  expect(faults).toEqual([]);
  return diagnostics
    .filter(({ ruleId }) => ruleId === 'figures')
    .map(({ message, path, range }) => {
      const lines = (files[path] ?? '').split('\n');
      expect(range.start.line).toBe(range.end.line);
      return `${lines[range.start.line - 1]?.slice(range.start.column - 1, range.end.column - 1)}${message.startsWith('Nothing') ? ' ?' : ''}`;
    });
}
const benefits = '**Benefits**\n\n- ';

describe('figures with a mark', () => {
  test.each([
    'It answers 0.531 [B1] of the requests.',
    'It answers 0.53 [B1], 53 % [B1], 53.1% [B1], 53 per cent [B1], 53 percent [B1] or 53&nbsp;% of them [B1].',
    'It answers **0.787** [B1] at 10,000 entries, and 0.152 [B1] at 100.',
    'The share rose from 0.152 to 0.531 and then to 0.787 [B1].',
    'The share rose by 15.2 points [B1].',
    'It took 34 ms [B1], or 0.034 s [B1], or 48 MB [B1].',
    'With 10,000 entries it answers 79 % of the requests [B1].',
    'A floor of 0.1 would silence that: 79 % [B1] remain.',
    'A floor of 0.1 would silence that — 79 % [B1] remain.',
    'With a timeout of `2.5 s`, 0.79 [B1].',
    'With a timeout of 5 s the share is 0.79 [B1].',
    'A 95 % interval around 0.79 [B1], at the 99.9 % percentile, with scikit-learn 1.2 and Python 3.11.',
    'The two sweeps meet at 0.787 and 0.25 [B1] [B2], 0.9 and 0.152 [B1][B2], 0.9 or 0.787 [B1], [B2].',
    'Less than the paper’s 0.42[^clipper], 0.79 [B1] here.',
    '[B1] shows what half of it would do.',
    'No more than `0.9999` <span title="0.77"></span>[0.787](https://example.org/0.66) [B1], https://example.org/0.55 [B1].',
    '| Size | Share |\n  |---|---|\n  | 100 | 0.152 [B1] |',
  ])('%s', text => {
    expect(shown(benefits, text)).toEqual([]);
  });

  test.each<[text: string, findings: string[]]>([
    ['It answers 0.54 [B1] of the requests.', ['0.54']],
    ['It answers 0.530 [B1] of the requests.', ['0.530']],
    ['It answers 53.2 % [B1], 0.79 [B1].', ['53.2 %']],
    ['The share rose from 0.162 to\n  0.797 [B1].', ['0.162', '0.797']],
    ['It took 35 ms for all of them [B1].', ['35 ms']],
    ['It took 4,800 against 0.787 [B1].', ['4,800']],
    ['It took 4,800 [B1].', ['4,800']],
    ['**0.9** [B1], 0.787 [B2].', ['0.9', '0.787']],
    ['Here 0.787 [B3] and `0.1` [B0].', ['[B3]', '[B0]']],
    ['Here 0.78 [B1], [B7].', ['0.78', '[B7]']],
    ['| 0.6 [B1] |\n  |---|\n  | 0.7 [B1] |', ['0.6', '0.7']],
  ])('%s', (text, findings) => {
    expect(shown(benefits, text).sort()).toEqual([...findings].sort());
  });

  test('everywhere but in code, headings and the generated part', () => {
    expect(shown('', 'Up to 0.99 [B1].\n', 'Intent')).toEqual(['0.99']);
    expect(shown('', '```python\nx = 0.99  # [B1]\n```\n\n`0.99 [B1]`', 'Context and forces')).toEqual([]);
    expect(shown('', '> - Up to 0.99 [B1].', 'Migration')).toEqual(['0.99']);
  });
});

describe('figures without a source in Trade-offs', () => {
  test.each([
    'Three copies, 3 replicas, 2 to 4 workers, at 10,000 rows, in 24 hours, a factor of 10.',
    'Retried 3 times over 2 million rows.',
    'Twice as fast as in the paper[^clipper], 5.3 ms instead of 12 ms.',
    'It costs 34 ms [B1], a budget of 5 ms.',
    'With a limit of `2.5 s`, in the 1990s, with PyTorch 1.13, p99, ML-OPT-008, 1.2.1, HTTP/1.1, GPT-4.5.',
    'An interval at the 95% level, [a page](https://example.org/1.5).',
    'See <https://example.org/2.5> and `100x`.',
  ])('%s', text => {
    expect(shown(benefits, text)).toEqual([]);
  });

  test.each<[text: string, findings: string[]]>([
    ['It is 2.5 times as fast.', ['2.5 times ?']],
    ['It is 3x, 4×, 5-fold and 2-6x faster.', ['3x ?', '4× ?', '5-fold ?', '6x ?']],
    ['It saves 30% or 40 %.', ['30% ?', '40 % ?']],
    ['It costs 5 ms, 2 s, 100 µs and 1.5 GB.', ['5 ms ?', '2 s ?', '100 µs ?', '1.5 GB ?']],
    ['A score of 0.9.\n- Another of 0.787 [B1].', ['0.9 ?']],
    ['A score.\n\n  Of 0.9.', ['0.9 ?']],
  ])('%s', (text, findings) => {
    expect(shown(benefits, text)).toEqual(findings);
  });

  test('a mark in another paragraph of the same item counts', () => {
    expect(shown(benefits, 'A score of 0.9.\n\n  And 0.787 [B1].')).toEqual([]);
  });

  test('only there', () => {
    expect(shown('', 'Keep entries for 2.5 s, or 30 %.', 'Best practices')).toEqual([]);
  });
});

test('texts of nothing but numbers and marks are read in good time', () => {
  for (const unit of ['0.1 ', '1,000', '1.1.', '[B1]', '[B1] ', '[^a', '9', '1-', '− 1 % ', '1 [B1] `1` '])
    expect(tokensOf(unit.repeat(20_000)).length).toBeLessThanOrEqual(80_000);
});
