import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyFixes, compatibleFixes } from '../../src/pattern/apply-fixes.ts';
import type { Fix } from '../../src/pattern/diagnostic.ts';
import { linesAfter } from '../../src/pattern/lines-after.ts';

/** `from` and `to` as line and column. */
function fix(from: [number, number], to: [number, number], text: string): Fix {
  const [start, end] = [from, to].map(([line, column]) => ({ line, column }));
  if (!start || !end) throw new Error('a fix needs two places');
  return { range: { start, end }, text };
}

describe('applyFixes', () => {
  test.each<[string, string, Fix[], string]>([
    ['nothing', 'a\n', [], 'a\n'],
    ['a replacement', 'ab cd\nef\n', [fix([1, 4], [1, 6], 'X')], 'ab X\nef\n'],
    ['columns count UTF-16', '👩‍🔬 ab\n', [fix([1, 7], [1, 9], 'X')], '👩‍🔬 X\n'],
    ['an insertion', 'a\nb\n', [fix([2, 1], [2, 1], 'new\n')], 'a\nnew\nb\n'],
    ['an insertion behind the last line', 'a\n', [fix([2, 1], [2, 1], 'b\n')], 'a\nb\n'],
    ['an insertion into nothing', '', [fix([1, 1], [1, 1], 'a\n')], 'a\n'],
    ['whole lines', 'a\nb\nc', [fix([2, 1], [3, 1], '')], 'a\nc'],
    ['line ends of the file', 'a\r\nb\r\n', [fix([2, 1], [2, 1], 'x\ny\n')], 'a\r\nx\r\ny\r\nb\r\n'],
    ['an old Mac’s line ends', 'a\rb\r', [fix([2, 1], [2, 2], 'x\ny')], 'a\rx\ry\r'],
    ['a byte-order mark is before the first column', '\uFEFFab', [fix([1, 1], [1, 2], 'x')], '\uFEFFxb'],
    ['any order', 'abc', [fix([1, 3], [1, 4], 'Z'), fix([1, 1], [1, 2], 'X')], 'XbZ'],
    ['the first of two that overlap', 'abcd', [fix([1, 2], [1, 4], 'X'), fix([1, 1], [1, 3], 'Y')], 'aXd'],
    [
      'an insertion inside of a replacement waits',
      'abcd',
      [fix([1, 1], [1, 5], 'X'), fix([1, 3], [1, 3], 'Y')],
      'X',
    ],
    ['the same twice', 'ab', [fix([1, 2], [1, 2], 'X'), fix([1, 2], [1, 2], 'X')], 'aXb'],
    ['two at one place in their order', 'ab', [fix([1, 2], [1, 2], 'X'), fix([1, 2], [1, 2], 'Y')], 'aXYb'],
    ['one before a replacement', 'ab', [fix([1, 2], [1, 3], 'Y'), fix([1, 2], [1, 2], 'X')], 'aXY'],
    ['beyond the end', 'ab', [fix([7, 3], [9, 1], 'X')], 'abX'],
  ])('%s', (_, text, fixes, after) => {
    expect(applyFixes(text, fixes)).toBe(after);
  });

  test('those that are taken are apart from each other, whatever the order', () => {
    const position = fc.record({
      line: fc.integer({ min: 1, max: 3 }),
      column: fc.integer({ min: 1, max: 4 }),
    });
    const any = fc
      .record({ a: position, b: position, text: fc.constantFrom('', 'x', 'y') })
      .map(({ a, b, text }) => {
        const [start, end] =
          a.line - b.line || a.column - b.column
            ? [a, b].toSorted((p, q) => p.line - q.line || p.column - q.column)
            : [a, b];
        return { range: { start: start ?? a, end: end ?? b }, text };
      });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), fixes => {
        const taken = compatibleFixes(fixes);
        expect(compatibleFixes(taken)).toEqual(taken);
        expect(compatibleFixes(taken.toReversed())).toHaveLength(taken.length);
        // Two that fit together leave behind exactly what neither of them replaces.
        const text = 'abc\nabc\nabc';
        const removed = taken.map(item => applyFixes(text, [{ ...item, text: '' }]).length - text.length);
        const added = taken.reduce((sum, item) => sum + item.text.length, 0);
        expect(applyFixes(text, fixes)).toHaveLength(
          text.length + removed.reduce((sum, number) => sum + number, 0) + added,
        );
      }),
    );
  });
});

describe('linesAfter', () => {
  test.each<[string, string, Fix, { startLine: number; endLine: number; lines: string[] }]>([
    ['a word', 'a\nb c d\ne\n', fix([2, 3], [2, 4], 'X'), { startLine: 2, endLine: 2, lines: ['b X d'] }],
    [
      'over two lines',
      'a b\nc d\n',
      fix([1, 3], [2, 2], 'X'),
      { startLine: 1, endLine: 2, lines: ['a X d'] },
    ],
    [
      'a line before another',
      'a\nb\n',
      fix([2, 1], [2, 1], 'x\n'),
      { startLine: 2, endLine: 2, lines: ['x', 'b'] },
    ],
    [
      'before the first',
      'a\n',
      fix([1, 1], [1, 1], 'x\n\n'),
      { startLine: 1, endLine: 1, lines: ['x', '', 'a'] },
    ],
    [
      'behind the last',
      'a\nb\n',
      fix([3, 1], [3, 1], 'x\n'),
      { startLine: 2, endLine: 2, lines: ['b', 'x'] },
    ],
    [
      'behind a last line without end',
      'a\nb',
      fix([2, 2], [2, 2], '\nx\n'),
      { startLine: 2, endLine: 2, lines: ['b', 'x', ''] },
    ],
    [
      'deleted with the line after it',
      'a\nb\nc\n',
      fix([2, 1], [3, 1], ''),
      { startLine: 2, endLine: 3, lines: ['c'] },
    ],
    ['the last one deleted', 'a\nb\n', fix([2, 1], [3, 1], ''), { startLine: 2, endLine: 2, lines: [] }],
    ['CRLF', 'a\r\nb\r\n', fix([2, 1], [2, 2], 'x'), { startLine: 2, endLine: 2, lines: ['x'] }],
    [
      'a byte-order mark',
      '\uFEFFab\n',
      fix([1, 1], [1, 2], 'x'),
      { startLine: 1, endLine: 1, lines: ['xb'] },
    ],
  ])('%s', (_, text, fix, expected) => {
    expect(linesAfter(text, fix)).toEqual(expected);
  });
});
