import { expect, test } from 'vitest';
import { notInert, notVisible } from './inert.ts';

test('nothing of what strangers write becomes a link, a person, HTML, a box, mathematics or anything else but text', () => {
  expect(notInert(3_000, 1)).toEqual([]);
});

test('no line of a log has what moves a cursor, hides or reorders', () => {
  expect(notVisible(20_000, 1)).toEqual([]);
});
