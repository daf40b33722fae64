import { expect, test } from 'vitest';
import { median } from '../../bench/measure/median.ts';
import { covered } from '../../bench/server/covered.ts';

test('a median is the middle one, or between the two in the middle, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow('nothing');
});

test('time that several requests take together counts once, and only between the two moments', () => {
  const spans = [
    { from: 8, to: 20 },
    { from: 0, to: 4 },
    { from: 3, to: 6 },
    { from: 4, to: 5 },
  ];
  expect(covered(spans, 2, 10)).toBe(4 + 2);
  expect(covered([], 2, 10)).toBe(0);
});
