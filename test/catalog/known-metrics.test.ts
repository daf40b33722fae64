import { expect, test } from 'vitest';
import { knownMetric } from '../../src/catalog/known-metrics.ts';
import { allRules } from '../../src/rules/all-rules.ts';

const names = ['Reproducibility', 'performance', 'SCALABILITY', 'Documentation', 'ethics'];

test('metrics are known in whatever case they are written', () => {
  for (const name of names) expect(knownMetric(name), name).toBeDefined();
  expect(knownMetric('Security')).toBeUndefined();
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])('%j is not a metric', name => {
  expect(knownMetric(name)).toBeUndefined();
});

test('each asks rules that exist, none of them twice', () => {
  const ids = allRules.map(({ id }) => id);
  for (const name of names) {
    const rules = knownMetric(name)?.rules ?? [];
    expect(rules.length).toBeGreaterThan(1);
    expect(new Set(rules).size).toBe(rules.length);
    expect(ids).toEqual(expect.arrayContaining([...rules]));
  }
});
