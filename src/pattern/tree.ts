import type {
  AlignType,
  BlockContent,
  Heading,
  Link,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { quickHandlers } from './quick-handlers.ts';
import { visible, withSingleSpaces } from './visible.ts';

/**
 * Markdown is built as a tree and serialised, never glued together from strings: a name or a message cannot then
 * open a table cell, a heading or HTML of its own. Strings become one line in which nothing is hidden.
 */
type Inline = PhrasingContent | string;

const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '_',
    rule: '-',
    listItemIndent: 'one',
    fences: true,
    resourceLink: true,
    handlers: quickHandlers,
  })
  .freeze();

/** Serialises a tree; ends with a line feed. */
export function markdownOf(children: RootContent[]): string {
  const root: Root = { type: 'root', children };
  return writer.stringify(root);
}

export const words = (inline: readonly Inline[]): PhrasingContent[] =>
  inline
    .flatMap(part => (typeof part === 'string' ? plain(part) : [part]))
    .flatMap((node, index, all) => {
      // Two beside each other would be read as one run of backquotes, and open what neither has opened.
      const isBesideCode = node.type === 'inlineCode' && all[index - 1]?.type === 'inlineCode';
      return isBesideCode ? [{ type: 'text', value: ' ' }, node] : [node];
    });

/** Words that GitHub would turn into links or mentions are shown as code: escapes do not keep it from all of them. */
function plain(text: string): PhrasingContent[] {
  const line = oneLine(text);
  if (!isReference.test(line)) return [{ type: 'text', value: line }];
  const parts: PhrasingContent[] = [];
  for (const word of line.split(/(?<= )|(?= )/)) {
    const last = parts.at(-1);
    if (isReference.test(word)) parts.push({ type: 'inlineCode', value: word });
    else if (last?.type === 'text') last.value += word;
    else parts.push({ type: 'text', value: word });
  }
  return parts;
}

// Mentions, mathematics, which no escape prevents (github.com/orgs/community/discussions/120728), addresses, issues, and commits: seven or more hexadecimal digits, of which an English word has no figure.
const isReference = /[@$]|:\/\/|www\.|#\d|\bGH-\d|\b(?=[a-f]*\d)[\da-f]{7,40}\b/i;

const oneLine = (text: string): string => visible(withSingleSpaces(text));

export const heading = (depth: Heading['depth'], ...inline: Inline[]): Heading => ({
  type: 'heading',
  depth,
  children: words(inline),
});
export const paragraph = (...inline: Inline[]): Paragraph => ({ type: 'paragraph', children: words(inline) });
export const strong = (...inline: Inline[]): PhrasingContent => ({ type: 'strong', children: words(inline) });
export const codeSpan = (value: string): PhrasingContent => ({
  type: 'inlineCode',
  value: oneLine(value) || ' ',
});
export const link = (url: string, ...inline: Inline[]): Link => ({
  type: 'link',
  url,
  children: words(inline) as Link['children'],
});
export const html = (value: string): RootContent & { type: 'html' } => ({ type: 'html', value });

export function listItem(...content: (BlockContent | Inline[])[]): ListItem {
  const children = content.map(part => (Array.isArray(part) ? paragraph(...part) : part));
  return { type: 'listItem', spread: false, children };
}

export function list(items: ListItem[], ordered = false): List {
  return { type: 'list', ordered, spread: false, children: items };
}

export function table(header: Inline[][], rows: Inline[][][], align: AlignType[] = []): Table {
  const row = (cells: Inline[][]) => ({
    type: 'tableRow' as const,
    children: cells.map(cell => ({ type: 'tableCell' as const, children: words(cell) })),
  });
  return { type: 'table', align, children: [header, ...rows].map(row) };
}
