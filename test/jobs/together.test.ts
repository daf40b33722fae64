import { expect, test } from 'vitest';
import { together } from '../../src/jobs/together.ts';

test('what is asked for while a call is under way goes in the next one', async () => {
  const calls: number[][] = [];
  const under = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const double = together(async (items: number[]) => {
    calls.push(items);
    await under[calls.length - 1]?.promise;
    return items.map(item => item * 2);
  }, 3);
  const first = double(1);
  const others = [2, 3, 4, 5].map(double);
  expect(calls).toEqual([[1]]);
  under[0]?.resolve();
  expect(await first).toBe(2);
  under[1]?.resolve();
  expect(await Promise.all(others)).toEqual([4, 6, 8, 10]);
  expect(calls).toEqual([[1], [2, 3, 4], [5]]);
});

test('who cannot be served fails alone, and those after it are served', async () => {
  const half = together(async (items: number[]) => {
    if (items.some(item => item % 2 === 1)) throw new Error('odd');
    return items.map(item => item / 2);
  }, 10);
  const results = await Promise.allSettled([2, 4, 5, 6].map(half));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await half(8)).toBe(4);
});
