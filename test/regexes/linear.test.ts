import { expect, test } from 'vitest';
import { partsOf, whyNotLinear } from './analyse.ts';
import { exceptional, isException } from './exceptions.ts';
import { listed } from './list.ts';
import { programRegexes } from './program-regexes.ts';
import { regexesIn } from './regexes-in.ts';

const spared = listed();
const { known, later } = programRegexes();

test('every regular expression of the program is linear, or an exception with its reason', () => {
  const isNew = (expression: string): boolean => !spared.has(expression) && !isException(expression);
  const found = [...known].filter(isNew).map(one => [one, whyNotLinear(...partsOf(one))] as const);
  expect(found.filter(([, why]) => why !== null)).toEqual([]);
});

test('the list names nothing that has gone', () => {
  expect([...spared].filter(expression => !known.has(expression))).toEqual([]);
});

test('what is put together while the program runs is an exception with its reason', () => {
  expect(later.filter(code => !isException(code))).toEqual([]);
});

test('no exception is left of an expression that is gone', () => {
  const there = [...known, ...later];
  expect(exceptional.filter(beginning => !there.some(one => one.startsWith(beginning)))).toEqual([]);
});

test('a quadratic expression is found wherever it is written', () => {
  const planted = 'const a = (text: string) => text.replace(/[)]+$/u, "") + new RegExp("x.*y$").test(text);';
  const found = regexesIn('planted.ts', planted);
  expect(found.map(({ source, flags }) => whyNotLinear(source ?? '', flags))).toEqual([
    '2nd degree polynomial',
    '2nd degree polynomial',
  ]);
});

test('what was quadratic in answers to comments is found so', () => {
  expect(whyNotLinear(...partsOf('/[`\'"”>\\]).,:;!?]+$/'))).toBe('2nd degree polynomial');
});
