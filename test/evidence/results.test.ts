import { describe, expect, test } from 'vitest';
import { disagreements } from '../../src/evidence/compare.ts';
import { headlineOf } from '../../src/evidence/headline.ts';
import { type Results, readResults } from '../../src/evidence/results.ts';
import { verdictOf } from '../../src/evidence/verdict.ts';
import { parseJson } from '../../src/pattern/json.ts';
import { exampleResults, sweepOver } from '../../src/rules/examples/example-results.ts';

const read = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return { text, ...readResults(text, parseJson(text)) };
};
const changed = (change: (results: Results) => void): Results => {
  const results = structuredClone(exampleResults);
  change(results);
  return results;
};

describe('results.json', () => {
  test('that the runner wrote is read', () => {
    expect(read(exampleResults)).toMatchObject({ results: exampleResults, problems: [] });
  });

  // biome-ignore lint/suspicious/noExplicitAny: the changes break the type on purpose.
  test.each<[what: string, change: (results: any) => void, message: RegExp, line: RegExp]>([
    [
      'a mean that was edited',
      r => (r.sweeps[0].points[1].candidates.cache.means.hit_rate = 0.9),
      /given as 0.9, but the values give 0.531/,
      /0\.9/,
    ],
    [
      'a value that was edited',
      r => (r.sweeps[0].points[1].candidates.cache.values.hit_rate = [0.9]),
      /values give 0.9/,
      /0\.531/,
    ],
    [
      'a verdict that was edited',
      r => (r.sweeps[0].points[0].effects.cache.verdict = 'supports'),
      /given as `supports`, but the interval gives `contradicts`/,
      /"supports"/,
    ],
    [
      'a minimum effect that was lowered',
      r => (r.minimum_effect = 0.1),
      /interval gives `supports`/,
      /"contradicts"/,
    ],
    [
      'an estimate outside its interval',
      r => (r.sweeps[0].points[1].effects.cache.effect.estimate = 0.9),
      /given as \+0\.9 \(\+0\.531 to \+0\.531\), but the values give \+0\.531/,
      /\{/,
    ],
    [
      'an interval that was made narrower',
      r => Object.assign(r.sweeps[0].points[0].effects.cache.effect, { low: 0.2, high: 0.3 }),
      /but the values give \+0\.152/,
      /\{/,
    ],
    [
      'a guard that nobody has',
      r => (r.sweeps[0].points[0].effects.cache.guard = { estimate: 0, low: 0, high: 0 }),
      /There is no guard/,
      /\{/,
    ],
    ['a run that was left out', r => (r.seeds = [0, 1]), /1 values for 2 seeds/, /\[/],
    [
      'two baselines',
      r => (r.candidates[1].role = 'baseline'),
      /2 candidates have the role `baseline`/,
      /\[/,
    ],
    [
      'a candidate that was not measured',
      r => r.candidates.push({ ...r.candidates[1], id: 'other', role: 'other' }),
      /measurement of each of/,
      /\{/,
    ],
    [
      'a primary that does not exist',
      r => (r.primary = 'speed'),
      /`speed` is no quantity of this file/,
      /"speed"/,
    ],
    ['a foreign key', r => (r.note = 'x'), /note/, /"note"/],
    ['a missing key', r => delete r.not_tested, /not_tested/, /\{/],
    ['a word for a number', r => (r.sweeps[0].points[0].at = 'many'), /must be/, /"many"/],
  ])('%s is found at its line', (_, change, message, line) => {
    const { text, results, problems } = read(changed(change));
    expect(results).toBeNull();
    expect(problems.map(problem => problem.message).join('\n')).toMatch(message);
    const lines = text.split('\n');
    expect(problems.map(({ range }) => lines[range.start.line - 1]).join('\n')).toMatch(line);
  });

  test.each(['', '{', '[]', 'null', '7', '{"version": 1,}', 'version: 1', '{"__proto__": {}}'])(
    '%j is no results file, and says so without breaking',
    text => {
      const { results, problems } = read(text);
      expect(results).toBeNull();
      expect(problems.length).toBeGreaterThan(0);
    },
  );
});

describe('the headline', () => {
  const headline = (...points: [number, number][]): string =>
    headlineOf(changed(r => void Object.assign(r, { sweeps: [sweepOver('size', ...points)] })));

  test('names the range where the claim holds and where it does not', () => {
    expect(headlineOf(exampleResults)).toBe(
      'Supported at 1,000 to 10,000, contradicted at 100 (entries of the cache).',
    );
    expect(headline([100, 0.5], [1_000, 0.5])).toBe('Supported at 100 to 1,000 (entries of the cache).');
    expect(headline([1, 0.1], [10, 0.5], [100, 0.1])).toBe(
      'Supported at 10, contradicted at 1 and 100 (entries of the cache).',
    );
  });

  test('has a word for what is undecided', () => {
    const mixed = changed(r => {
      const effect = r.sweeps[0]?.points[1]?.effects.cache;
      if (effect) Object.assign(effect, { effect: { estimate: 0.3, low: 0.1, high: 0.5 }, verdict: 'mixed' });
    });
    expect(headlineOf(mixed)).toBe(
      'Supported at 10,000, undecided at 1,000, contradicted at 100 (entries of the cache).',
    );
  });
});

describe('a guard that is broken for certain', () => {
  const guarded = changed(r => {
    r.guard = { quantity: 'hit_rate', margin: 0.01, compare: 'difference' };
    for (const [index, point] of (r.sweeps[0]?.points ?? []).entries()) {
      const found = point.effects.cache;
      if (found) found.guard = { estimate: 0.02, low: index === 2 ? 0.015 : 0, high: 0.03 };
      if (found) found.verdict = verdictOf(r, found);
    }
  });

  test('contradicts the claim, however large the effect', () => {
    expect(guarded.sweeps[0]?.points.map(({ effects }) => effects.cache?.verdict)).toEqual([
      'contradicts',
      'mixed',
      'contradicts',
    ]);
  });

  test('is told apart from an effect that falls short', () => {
    expect(headlineOf(guarded)).toBe(
      'Undecided at 1,000, contradicted at 100, contradicted by the guard at 10,000 (entries of the cache).',
    );
  });
});

describe('a second measurement', () => {
  const measuredAgain = (hitRate: number, change: (results: Results) => void = () => undefined) =>
    disagreements(
      exampleResults,
      changed(r => {
        r.sweeps = [sweepOver('size', [100, 0.152], [1_000, hitRate], [10_000, 0.787])];
        change(r);
      }),
    );

  test('agrees within two per cent, and tells which value differs where', () => {
    expect(measuredAgain(0.531)).toEqual([]);
    expect(measuredAgain(0.54)).toEqual([]);
    expect(measuredAgain(0.55)).toEqual([
      { where: 'entries = 1,000', what: 'cache: hit_rate', stored: '0.531', again: '0.55' },
      {
        where: 'entries = 1,000',
        what: 'cache: effect and its interval',
        stored: '+0.531 (0.531 to 0.531)',
        again: '+0.55 (0.55 to 0.55)',
      },
    ]);
    expect(measuredAgain(0.1).map(({ what }) => what)).toEqual([
      'cache: hit_rate',
      'cache: effect and its interval',
      'cache: verdict (+0.531, now +0.1)',
    ]);
  });

  test('of another declaration is no second measurement', () => {
    expect(measuredAgain(0.531, r => void Object.assign(r, { claim: 'Another.' }))).toMatchObject([
      { where: 'declaration' },
    ]);
    expect(measuredAgain(0.531, r => void r.sweeps.pop())).toMatchObject([{ where: 'declaration' }]);
  });

  test('of a wall clock is compared by direction only', () => {
    const timed = (verdict: 'supports' | 'mixed' | 'contradicts', hitRate: number): Results =>
      changed(r => {
        for (const quantity of r.quantities) quantity.timing = true;
        r.sweeps = [sweepOver('size', [100, hitRate], [1_000, 0.5], [10_000, 0.5])];
        const found = r.sweeps[0]?.points[0]?.effects.cache;
        if (found) found.verdict = verdict;
      });
    expect(disagreements(timed('supports', 0.3), timed('supports', 0.9))).toEqual([]);
    expect(disagreements(timed('supports', 0.3), timed('mixed', 0.9))).toEqual([]);
    expect(disagreements(timed('supports', 0.3), timed('contradicts', 0.1))).toHaveLength(1);
  });
});
