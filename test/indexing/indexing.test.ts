import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exceptions } from './exceptions.ts';
import { indexedByText } from './indexed-by-text.ts';

const excepted = Object.keys(exceptions);
const planted = 'test/indexing/planted.ts';
// Both at once: TypeScript reads the whole project for either.
const all = indexedByText([...globSync('src/**/*.ts'), planted]);
const found = all.filter(place => !place.startsWith(planted));

test('no plain object is looked into by a text that may be any, or it is an exception with its reason', () => {
  expect(found.filter(place => !excepted.some(beginning => place.startsWith(beginning)))).toEqual([]);
});

test('no exception is left of a place that is gone', () => {
  expect(excepted.filter(beginning => !found.some(place => place.startsWith(beginning)))).toEqual([]);
});

test('each way to look into a plain object by a text is found, and what is asked before is not', () => {
  expect(all.filter(place => place.startsWith(planted))).toEqual([
    `${planted} counts[word]`,
    `${planted} counts[word.trim()]`,
    `${planted} word in counts`,
  ]);
});
