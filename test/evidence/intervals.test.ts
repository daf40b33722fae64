import { expect, test } from 'vitest';
import { effectOf, meanInterval, medianInterval, t975 } from '../../src/evidence/intervals.ts';

test('Student’s t as in its tables, also beyond thirty degrees of freedom', () => {
  const table = { 1: 12.7062, 4: 2.7764, 30: 2.0423, 40: 2.0211, 60: 2.0003, 120: 1.9799, 100000: 1.96 };
  for (const [freedom, quantile] of Object.entries(table))
    expect(t975(Number(freedom)), freedom).toBeCloseTo(quantile, 3);
});

test('the mean of five runs, by hand', () => {
  // 1 to 5: mean 3, variance 2.5, so half the width is 2.7764 √(2.5 / 5).
  const { estimate, low, high } = meanInterval([1, 2, 3, 4, 5]);
  expect([estimate, low, high]).toEqual([3, expect.closeTo(1.0368, 4), expect.closeTo(4.9632, 4)]);
});

test('equal values are their own interval', () => {
  expect(meanInterval([0.1, 0.1, 0.1])).toEqual({ estimate: 0.1, low: 0.1, high: 0.1 });
});

test('the order statistics of ten are the second and the ninth; of three the extremes', () => {
  expect(medianInterval([9, 0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual({ estimate: 4.5, low: 1, high: 8 });
  expect(medianInterval([3, 1, 2])).toEqual({ estimate: 2, low: 1, high: 3 });
});

test('better is positive, and above one as a ratio', () => {
  const higher = { better: 'higher', compare: 'difference', timing: false } as const;
  expect(effectOf([3], [1], higher)?.estimate).toBe(2);
  expect(effectOf([3], [1], { ...higher, better: 'lower' })?.estimate).toBe(-2);
  expect(
    effectOf([1, 1], [4, 4], { better: 'lower', compare: 'ratio', timing: false })?.estimate,
  ).toBeCloseTo(4);
  expect(effectOf([1, 1], [4, 4], { better: 'higher', compare: 'ratio', timing: true })?.estimate).toBe(0.25);
});

test('where a value is not positive there is no ratio', () => {
  expect(effectOf([0], [1], { better: 'higher', compare: 'ratio', timing: false })).toBeNull();
});
