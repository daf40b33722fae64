import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import {
  codeSpan,
  heading,
  html,
  link,
  list,
  listItem,
  markdownOf,
  paragraph,
  strong,
  table,
} from '../../src/pattern/tree.ts';
import { visible } from '../../src/pattern/visible.ts';

const parse = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown);
const typesIn = (root: Nodes): Set<string> => {
  const types = new Set<string>();
  visit(root, node => void types.add(node.type));
  return types;
};

/** Names as strangers may choose them. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '<!--',
        '-->',
        '<b>',
        '</details>',
        '|',
        '\n',
        '\n\n',
        '# ',
        '- ',
        '1. ',
        '```',
        '`',
        '[x](y)',
        '![',
        '](',
        '@team',
        '#12',
        'https://example.org',
        'www.example.org',
        'a@b.cd',
        '**',
        '_',
        '~~',
        '\\',
        '&lt;',
        '&#64;',
        '[^1]',
        ':',
        '|-|',
        '- [ ] ',
        '> ',
        '    ',
        '\t',
        '\u202e',
        '\ud800',
        'name',
        ' ',
        '===',
        '---',
      ),
      { maxLength: 8 },
    )
    .map(parts => parts.join('')),
);

/** The words of a string as people see them: one line, nothing hidden. */
const seen = (text: string): string => visible(text.replace(/\s+/g, ' ')).trim();

test('hostile text stays text: in a heading, a paragraph, a list, a link and a table cell', () => {
  fc.assert(
    fc.property(hostile, text => {
      const markdown = markdownOf([
        html('<!-- ours -->'),
        heading(2, 'Before ', text, ' after'),
        paragraph('Before ', text, ' after'),
        list([listItem(['Before ', text, ' after']), listItem([codeSpan(text)])]),
        paragraph(link('x/y', 'Before ', text, ' after')),
        table(
          [['Name'], ['State']],
          [
            [['Before ', text, ' after'], ['draft']],
            [[codeSpan(text)], ['draft']],
          ],
        ),
        paragraph(strong('The end')),
      ]);
      const root = parse(markdown);
      expect(root.children.map(node => node.type)).toEqual([
        'html',
        'heading',
        'paragraph',
        'list',
        'paragraph',
        'table',
        'paragraph',
      ]);
      const types = typesIn({ type: 'root', children: root.children.slice(1) });
      for (const type of [
        'html',
        'image',
        'delete',
        'emphasis',
        'code',
        'footnoteReference',
        'blockquote',
        'thematicBreak',
      ])
        expect(types.has(type)).toBe(false);
      const links: string[] = [];
      visit(root, 'link', node => void links.push(node.url));
      expect(links).toEqual(['x/y']);
      const whole = `Before ${seen(` ${text} `)} after`.replace(/ +/g, ' ');
      const flat = (node: Nodes | undefined): string => (node ? plainText(node).replace(/\s+/g, ' ') : '');
      const [, title, body, items, , rows] = root.children;
      expect(flat(title)).toBe(whole);
      expect(flat(body)).toBe(whole);
      if (items?.type !== 'list' || rows?.type !== 'table') throw new Error('not the tree that was written');
      expect(items.children).toHaveLength(2);
      expect(flat(items.children[0])).toBe(whole);
      expect(rows.children.map(row => row.children.length)).toEqual([2, 2, 2]);
      // Code in a table cannot hold a backslash before a bar: GFM has no spelling for it.
      const cell = (row: number): string => flat(rows.children[row]?.children[0]).replace(/\\+\|/g, '|');
      expect(cell(1)).toBe(whole.replace(/\\+\|/g, '|'));
      expect(cell(2).trim()).toBe(seen(text).replace(/\\+\|/g, '|'));
    }),
    { numRuns: 1500 },
  );
});

test.each(['@octocat', 'octo/library#3', 'GH-12', 'www.example.org', 'deadbee1', '1a2b3c4d'.repeat(5)])(
  'what GitHub would link by itself is shown as code: %s',
  reference => {
    expect(markdownOf([paragraph(`see ${reference} there`)])).toBe(`see \`${reference}\` there\n`);
  },
);

test.each(['a decade', 'the facade effaced', 'by 2026-11'])('plain words stay words: %s', words => {
  expect(markdownOf([paragraph(words)])).toBe(`${words}\n`);
});

test('the same tree gives the same bytes, and they survive UTF-8', () => {
  fc.assert(
    fc.property(hostile, text => {
      const once = markdownOf([paragraph(text), paragraph(codeSpan(text))]);
      expect(markdownOf([paragraph(text), paragraph(codeSpan(text))])).toBe(once);
      expect(new TextDecoder().decode(new TextEncoder().encode(once))).toBe(once);
    }),
  );
});
