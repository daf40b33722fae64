import fc from 'fast-check';
import type { InlineCode, Paragraph, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { didYouMean, hint } from '../../src/pattern/did-you-mean.ts';
import { visible } from '../../src/pattern/visible.ts';
import { allOf, code, count, oneOf, shown } from '../../src/pattern/wording.ts';

const parse = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown);

/** The one code span that a Markdown text consists of. */
function spanIn(markdown: string): string {
  const { children } = parse(`x ${markdown} y`);
  expect(children).toHaveLength(1);
  const inline = (children[0] as Paragraph).children;
  expect(inline.map(node => node.type)).toEqual(['text', 'inlineCode', 'text']);
  return (inline[1] as InlineCode).value;
}

describe('text from a file as a code span', () => {
  test.each([
    ['plain', 'ml/optimization', '`ml/optimization`'],
    ['a backtick', 'a`b', '``a`b``'],
    ['runs of backticks', '``` `` `', '```` ``` `` ` ````'],
    ['lines become one', 'a\n\n  b\r\nc\td', '`a b c d`'],
    ['space around it', ' a b\n', '`a b`'],
    ['as much as there is room for', 'a'.repeat(80), `\`${'a'.repeat(80)}\``],
    ['what comes after long nothing', `${' '.repeat(800)}a`, '` `'],
    ['nothing', '', '` `'],
    ['blank', ' \n ', '` `'],
    ['HTML, links and mentions stay text', '<b>@who #1 [x](y)</b>', '`<b>@who #1 [x](y)</b>`'],
    ['an escape sequence', 'a\u001b[31mb', '`a\\x1b[31mb`'],
    ['a direction override', 'a\u202eb\u2066c', '`a\\u{202e}b\\u{2066}c`'],
    ['zero width', 'a\u200bb\u00adc', '`a\\u{200b}b\\xadc`'],
    ['a lone surrogate', 'a\ud800b', '`a\\u{d800}b`'],
    ['emoji with a joiner', '👩‍🔬', '`👩‍🔬`'],
  ])('%s', (_, text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test('is bounded, whole characters at a time', () => {
    const long = spanIn(code('🧠'.repeat(10_000)));
    expect([...long]).toHaveLength(80);
    expect(long).toBe(`${'🧠'.repeat(79)}…`);
    expect(spanIn(code('a'.repeat(10_000)))).toHaveLength(80);
    expect(code('\u0000'.repeat(10_000)).length).toBeLessThan(100);
    expect(code('`'.repeat(10_000)).length).toBeLessThan(300);
  });

  test('any text stays one span on one line with nothing hidden in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc
        .array(fc.constantFrom('`', '``', '|', '\\', '\n', '<!--', '&#64;', '\u202e', ' ', 'a'))
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(text, value => {
        const span = spanIn(code(value));
        expect(visible(span)).toBe(span);
      }),
      { numRuns: 1000 },
    );
  });
});

test('values are shown as one would write them', () => {
  expect([null, undefined, Number.NaN, 1.5, true, ['a'], { a: 1 }, 'x'].map(shown)).toEqual([
    '`null`',
    '`nothing`',
    '`NaN`',
    '`1.5`',
    '`true`',
    '`["a"]`',
    '`{"a":1}`',
    '`x`',
  ]);
});

test('lists and numbers read as sentences', () => {
  expect(oneOf([])).toBe('');
  expect(oneOf(['a'])).toBe('`a`');
  expect(allOf([])).toBe('');
  expect(allOf(['a'])).toBe('`a`');
  expect(allOf(['a', 'b', 'c'])).toBe('`a`, `b` and `c`');
  expect(oneOf(['a', 'b', 'c'])).toBe('`a`, `b` or `c`');
  expect([count(0, 'key'), count(1, 'key'), count(2, 'category', 'categories')]).toEqual([
    '0 keys',
    '1 key',
    '2 categories',
  ]);
});

describe('did you mean', () => {
  const categories = ['ml/optimization', 'ml/serving', 'ml/data', 'ml/data-quality'];
  test.each([
    ['ml/optimisation', categories, 'ml/optimization'],
    ['ML/Serving ', categories, 'ml/serving'],
    ['ml/dta', categories, 'ml/data'],
    ['quantum', categories, null],
    ['', categories, null],
    ['sumary', ['summary', 'symptom'], 'summary'],
    ['jx', ['jax', 'pytorch'], 'jax'],
    ['x', ['jax'], null],
    ['tf', ['jax'], null],
    ['accepted', [], null],
    ['a'.repeat(16_000), categories, null],
  ])('%.20s', (written, candidates, expected) => {
    expect(didYouMean(written, candidates)).toBe(expected);
  });

  test('is the end of a message', () => {
    expect(hint('sumary', ['summary'])).toBe(' Did you mean `summary`?');
    expect(hint('quantum', ['summary'])).toBe('');
  });
});
