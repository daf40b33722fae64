import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeFrame } from '../../src/cli/code-frame.ts';
import { visible } from '../../src/pattern/visible.ts';

const plain = (_: unknown, text: string): string => text;
const at = (line: number, from: number, to: number, lastLine = line) => ({
  start: { line, column: from },
  end: { line: lastLine, column: to },
});
const frame = (text: string, ...place: Parameters<typeof at>): string =>
  codeFrame(text, at(...place), plain).join('\n');

test.each([
  ['tabs', 'a\tb: wrong', 6, 11, '> 1 | a   b: wrong\n    |        ^^^^^'],
  ['wide characters', '名前: 缓存', 5, 7, '> 1 | 名前: 缓存\n    |       ^^^^'],
  ['emoji made of several', '👩‍👩‍👧: x', 11, 12, '> 1 | 👩‍👩‍👧: x\n    |     ^'],
  ['combining characters', 'e\u0301e\u0301: x', 7, 8, '> 1 | e\u0301e\u0301: x\n    |     ^'],
  ['escapes spelled out', '\x1b[1m: x', 7, 8, '> 1 | \\x1b[1m: x\n    |          ^'],
  ['an empty place', 'abc', 2, 2, '> 1 | abc\n    |  ^'],
  ['the end of the line', 'abc', 4, 4, '> 1 | abc\n    |    ^'],
  ['a place beyond the line', 'abc', 50, 60, '> 1 | abc\n    |    ^'],
])('%s: the underline stands below its place', (_, text, from, to, expected) => {
  expect(frame(text, 1, from, to)).toBe(expected);
});

test('a place of several lines is underlined to the end of its first', () => {
  expect(frame('a: [\n  b\n]', 1, 4, 2, 3)).toBe('> 1 | a: [\n    |    ^\n  2 |   b');
});

test('numbers are aligned, and a line beyond the file shows nothing of it', () => {
  const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n');
  expect(frame(text, 9, 1, 5)).toBe('   8 | line 8\n>  9 | line 9\n     | ^^^^\n  10 | line 10');
  expect(frame('a', 5, 1, 2)).not.toContain('a');
});

test('a long line is cut around its place', () => {
  const line = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`;
  const [shown = '', underline = ''] = frame(line, 1, 5001, 5005).split('\n');
  expect(shown.length).toBeLessThan(120);
  expect(shown.slice(underline.indexOf('^'), underline.lastIndexOf('^') + 1)).toBe('HERE');
});

test('any text at any place: no exception, nothing that a terminal obeys, never a long line', () => {
  const place = fc.tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 400 }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), place, (text, [line, from, to]) => {
      const lines = codeFrame(text, at(line, from, Math.max(from, to)), plain);
      for (const shown of lines) {
        expect(shown).toBe(visible(shown));
        expect(shown.length).toBeLessThan(2000);
      }
    }),
  );
});

test('what readers may see stays, what deceives them is spelled out', () => {
  expect(visible('äß 缓存 👩‍👧 «x»')).toBe('äß 缓存 👩‍👧 «x»');
  expect(visible('\x00\x7f\x9b\u200b\u2028\u2066\ufeff\u{e0041}\ud800')).toBe(
    '\\x00\\x7f\\x9b\\u{200b}\\u{2028}\\u{2066}\\u{feff}\\u{e0041}\\u{d800}',
  );
});
