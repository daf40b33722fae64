import { expect, test } from 'vitest';
import { allAnalysed } from './all-analysed.ts';
import { listed } from './list.ts';

test('every expression is linear, and so is all that the list spares the short suite', {
  timeout: 900_000,
}, () => {
  const { linear, others } = allAnalysed();
  expect(others).toEqual([]);
  expect([...listed()].filter(expression => !linear.includes(expression))).toEqual([]);
});
