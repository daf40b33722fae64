import type { InlineCode, Link, Table, TableCell } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers } from 'mdast-util-to-markdown';
import type { Options } from 'remark-stringify';

type Handlers = NonNullable<Options['handlers']>;
type Handle = NonNullable<Handlers['text']>;
type Parent = Parameters<Handle>[1];
type State = Parameters<Handle>[2];
type Info = Parameters<Handle>[3];

/** The writer's own way with code, which knows of line ends, backquotes and table cells. */
const [thoroughCode] = (gfmToMarkdown().extensions ?? []).flatMap(one => one.handlers?.inlineCode ?? []);
if (thoroughCode === undefined) throw new Error('mdast-util-gfm has no way with code in tables any more');

/**
 * What the writer of Markdown makes of words, code, links and tables, byte for byte, in a fraction of the time: it asks of each text
 * forty questions about what would have to be escaped, and most of what we write is words and numbers.
 */
export const quickHandlers = {
  text(node, parent, state, info) {
    if (isPlain(node.value, info)) return node.value;
    const siblings = parent?.children ?? [];
    const index = state.indexStack.at(-1) ?? 0;
    return state.safe(node.value, {
      ...info,
      afterNode: siblings[index + 1],
      beforeNode: siblings[index - 1],
    });
  },
  inlineCode: Object.assign(
    (node: InlineCode, parent: Parent, state: State, info: Info): string =>
      plainCode.test(node.value) ? `\`${node.value}\`` : thoroughCode(node, parent, state, info),
    { peek: () => '`' },
  ),
  link: Object.assign(
    (node: Link, parent: Parent, state: State, info: Info): string => {
      if (node.title || !plainAddress.test(node.url)) return defaultHandlers.link(node, parent, state, info);
      const exit = state.enter('link');
      const exitLabel = state.enter('label');
      const text = state.containerPhrasing(node, { ...info, before: '[', after: '](' });
      exitLabel();
      exit();
      // Brackets could make something else of it.
      return text.includes(']') ? defaultHandlers.link(node, parent, state, info) : `[${text}](${node.url})`;
    },
    { peek: () => '[' },
  ),
  table({ children, align }: Table, _, state, info) {
    const exit = state.enter('table');
    const rows = children.map(row => {
      const exitRow = state.enter('tableRow');
      const cells = row.children.map(cell => cellText(cell, state, info));
      exitRow();
      return cells;
    });
    exit();
    const [head = [], ...body] = rows;
    const columns = align?.length || Math.max(0, ...rows.map(cells => cells.length));
    while (head.length < columns) head.push('');
    const most = Math.max(head.length, ...body.map(cells => cells.length));
    const marks = Array.from({ length: most }, (_, column) => markOf(align?.[column]));
    return [head, marks.slice(0, Math.max(1, head.length)), ...body].map(lineOf).join('\n');
  },
} satisfies Handlers;

/** Nothing in it would have to be fenced in, or escaped in a table. */
const plainCode = /^[^\r\n`| ](?:[^\r\n`|]*[^\r\n`| ])?$/;
/** Nothing in it would have to be escaped in a link. */
const plainAddress = /^[A-Za-z0-9/:.?=#%_,;+-]+$/;
/** Nothing in it could be read as anything but words, wherever it stands. */
const harmless =
  /^[A-Za-z0-9 ,;.:?)+\-\u00a0-\u2027\u202f-\uffff][A-Za-z0-9 ,;.:%/()'?+\-\u00a0-\u2027\u202f-\uffff]*$/;
/** A part of an address, or of one together with what stands beside it. */
const address = /[Ww]\.|^\.[\w.-]|:(?:\/|$)/;

function isPlain(text: string, { before, after }: Info): boolean {
  if (!harmless.test(text) || address.test(text) || (text === '.' && /^[\w.-]/.test(after))) return false;
  // At the beginning of a line a number or a dash may begin a list, and spaces at either end would be lost.
  return (
    (/^[A-Za-z\u00a1-\uffff]/.test(text) || !isLineEnd(before)) && !(text.endsWith(' ') && isLineEnd(after))
  );
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

function cellText(cell: TableCell, state: State, info: Info): string {
  const [only, ...more] = cell.children;
  const around = { ...info, before: '|', after: '|' };
  if (only === undefined) return '';
  if (only.type === 'text' && more.length === 0 && isPlain(only.value, around)) return only.value;
  const exit = state.enter('tableCell');
  const exitPhrasing = state.enter('phrasing');
  const text = state.containerPhrasing(cell, around);
  exitPhrasing();
  exit();
  return text;
}

function markOf(align: NonNullable<Table['align']>[number] | undefined): string {
  if (align === 'center') return ':-:';
  if (align === 'left') return ':-';
  return align === 'right' ? '-:' : '-';
}

function lineOf(cells: readonly string[]): string {
  // A row without cells is a row with one empty cell.
  return (cells.length === 0 ? [''] : cells)
    .map(cell => (cell === '' ? '| ' : `| ${cell} `))
    .join('')
    .concat('|');
}
