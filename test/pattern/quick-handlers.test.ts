import fc from 'fast-check';
import type { AlignType, PhrasingContent, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import {
  codeSpan,
  heading,
  link,
  list,
  listItem,
  markdownOf,
  paragraph,
  strong,
  table,
} from '../../src/pattern/tree.ts';

/** The writer with all its questions. */
const thorough = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '_',
    rule: '-',
    listItemIndent: 'one',
    fences: true,
    resourceLink: true,
  })
  .freeze();

const letters = [...'abwWpsPx019 ,;.:%/()\'"+-−×=#&*_`[]<>!|~@\\^{}$\t\n\ré—“”…\u200b\u2028\ud83d?❌'];
const words = ['www.', 'http://', 'https:', '1.', '2)', '- ', '+ ', '# ', ' 12.5 %', '(0.5 to 0.6)', '  '];
const tricky = [
  'ps:',
  '://',
  'x.y',
  'W.a',
  '.',
  '. Did',
  ': a',
  ', then',
  '📝',
  '? It',
  '[x](',
  '](',
  '\\.',
  '&amp;',
  '![',
  '@me',
  '#12',
  'abcdef12',
];
const text = fc
  .array(fc.constantFrom(...letters, ...words, ...tricky), { maxLength: 8 })
  .map(parts => parts.join(''));
const addresses = [
  'https://a.b',
  '/c_d',
  '?plain=1#L2',
  '&amp',
  '(',
  ')',
  '*',
  '~',
  ' ',
  '%20',
  'www.',
  '@x.y',
  '<',
];
const address = fc.array(fc.constantFrom(...addresses), { maxLength: 3 }).map(parts => parts.join(''));
const inline: fc.Arbitrary<PhrasingContent | string> = fc.oneof(
  { weight: 4, arbitrary: text },
  text.map(value => strong(value)),
  text.map(codeSpan),
  text.map((value): PhrasingContent => ({ type: 'inlineCode', value })),
  text.map(value => link('x', value)),
  fc.tuple(address, fc.oneof(text, fc.constant('line 1'))).map(([url, value]) => link(url, value)),
  fc.tuple(address, text).map(([url, value]) => link(url, codeSpan(value), ' and more')),
  text.map((value): PhrasingContent => ({ type: 'text', value })),
);
const inlines = fc.array(inline, { maxLength: 3 });
const row = fc.array(inlines, { maxLength: 4 });
const align = fc.array(fc.constantFrom<AlignType>('left', 'right', 'center', null), { maxLength: 5 });
const block = fc.oneof<fc.Arbitrary<RootContent>[]>(
  inlines.map(parts => paragraph(...parts)),
  inlines.map(parts => heading(2, ...parts)),
  fc.array(inlines, { maxLength: 3 }).map(items => list(items.map(parts => listItem(parts)))),
  fc.tuple(row, fc.array(row, { maxLength: 3 }), align).map(([header, rows, at]) => table(header, rows, at)),
);

test('what is quick writes the same bytes as what is thorough', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 3 }), children => {
      expect(markdownOf(children)).toBe(thorough.stringify({ type: 'root', children }));
    }),
    { numRuns: 3_000 },
  );
});
