import { expect, test } from 'vitest';
import { visible, withSingleSpaces } from '../../src/pattern/visible.ts';

/** Written as numbers, so that nothing is hidden in this file either. */
const char = (number: number): string => String.fromCodePoint(number);

test.each([
  [0x00, '\\x00'],
  [0x09, '\\x09'],
  [0x0a, '\\x0a'],
  [0x1b, '\\x1b'],
  [0x1f, '\\x1f'],
  [0x7f, '\\x7f'],
  [0x80, '\\x80'],
  [0x9f, '\\x9f'],
  [0xad, '\\xad'],
  [0x061c, '\\u{061c}'],
  [0x200b, '\\u{200b}'],
  [0x200e, '\\u{200e}'],
  [0x200f, '\\u{200f}'],
  [0x2028, '\\u{2028}'],
  [0x2029, '\\u{2029}'],
  [0x202a, '\\u{202a}'],
  [0x202e, '\\u{202e}'],
  [0x2060, '\\u{2060}'],
  [0x2066, '\\u{2066}'],
  [0xd800, '\\u{d800}'],
  [0xdfff, '\\u{dfff}'],
  [0xfeff, '\\u{feff}'],
  [0xe0041, '\\u{e0041}'],
])('%i is spelled out as %s, wherever it stands', (number, spelled) => {
  const hidden = char(number);
  expect(visible(hidden)).toBe(spelled);
  expect(visible(`a${hidden}`)).toBe(`a${spelled}`);
  expect(visible(`${hidden}b`)).toBe(`${spelled}b`);
  expect(visible(`é${hidden}日${hidden}`)).toBe(`é${spelled}日${spelled}`);
});

test.each([
  0x20, 0x41, 0x7e, 0xa0, 0xac, 0xae, 0x24f, 0x250, 0x200a, 0x200c, 0x200d, 0x2010, 0x2027, 0x2030, 0x205e,
  0x65e5, 0x1f9e0,
])('%i is shown as it is', number => {
  expect(visible(`a${char(number)}b`)).toBe(`a${char(number)}b`);
});

test('what is hidden shows also between what is only seldom used', () => {
  expect(visible(`日${char(0x202e)}本${char(0x200d)}`)).toBe(`日\\u{202e}本${char(0x200d)}`);
  expect(visible('')).toBe('');
});

test.each([
  ['a b', 'a b'],
  ['a  b', 'a b'],
  [' a ', ' a '],
  ['  a  ', ' a '],
  ['a\nb', 'a b'],
  ['a \nb', 'a b'],
  ['a\n b', 'a b'],
  ['a\t\r\n \u00a0b', 'a b'],
  ['a   b\n\nc', 'a b c'],
  ['', ''],
])('%j with single spaces is %j', (text, single) => {
  expect(withSingleSpaces(text)).toBe(single);
});
