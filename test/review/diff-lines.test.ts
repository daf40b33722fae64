import { expect, test } from 'vitest';
import { shownLines } from '../../src/review/diff-lines.ts';

const lines = (count: number, word: string): string =>
  Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join('');
const line = (number: number) => ({ startLine: number, endLine: number });

test('changed lines and three around them, all of them', () => {
  const before = lines(30, 'a');
  const shown = shownLines(before, before.replace('a 14\n', 'b 14\n'));
  expect([11, 12, 15, 18, 19].map(number => shown(line(number)))).toEqual([false, true, true, true, false]);
  expect(shown({ startLine: 18, endLine: 19 })).toBe(false);
});

test('all of a new file', () => {
  expect(shownLines(null, 'x\n')(line(1))).toBe(true);
});

test('none of a text that is written anew: nobody waits for the comparison', () => {
  expect(shownLines(lines(6_000, 'a'), lines(6_000, 'b'))(line(1))).toBe(false);
});
