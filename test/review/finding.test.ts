import fc from 'fast-check';
import type { PhrasingContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { codeSpan } from '../../src/pattern/tree.ts';
import { messageOf } from '../../src/review/finding.ts';

const parser = unified().use(remarkParse).freeze();

/** What a message is by the parser of Markdown, whatever it looks like. */
function thorough(message: string): PhrasingContent[] {
  const [only, ...more] = parser.parse(message).children;
  const children = only?.type === 'paragraph' && more.length === 0 ? only.children : [];
  const isPlain =
    children.length > 0 && children.every(({ type }) => type === 'text' || type === 'inlineCode');
  return isPlain ? children : [codeSpan(message.replace(/\s+/g, ' '))];
}

const withoutPlaces = (nodes: PhrasingContent[]): object[] =>
  nodes.map(node => ({ type: node.type, value: 'value' in node ? node.value : null }));

const letters = [...'aZ09 .,;:!?#+-=~|%$@^{}()[]<>*_/\\&"\'``\n\t\0’— \u00a0'];
const parts = [
  'The name ',
  '`a_b`',
  '`x`',
  ' is ',
  '1. ',
  '- ',
  '&amp;',
  '``',
  '` a `',
  '`ml/*`',
  '  ',
  'https://a.b',
];

test('a message is what Markdown makes of it, whether the parser is asked or not', () => {
  const message = fc
    .array(fc.constantFrom(...letters, ...parts), { maxLength: 9 })
    .map(some => some.join(''));
  fc.assert(
    fc.property(fc.boolean(), message, (isWord, rest) => {
      const text = isWord ? `Some ${rest}` : rest;
      expect(withoutPlaces(messageOf({ message: text }))).toEqual(withoutPlaces(thorough(text)));
    }),
    { numRuns: 5_000 },
  );
});
