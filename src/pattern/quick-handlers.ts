import type { Table, TableCell } from 'mdast';
import type { Options } from 'remark-stringify';

type Handlers = NonNullable<Options['handlers']>;
type Handle = NonNullable<Handlers['text']>;
type State = Parameters<Handle>[2];
type Info = Parameters<Handle>[3];

/**
 * What the writer of Markdown makes of words and tables, byte for byte, in a fraction of the time: it asks of each text
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

/** Nothing in it could be read as anything but words, wherever it stands. */
const harmless = /^[A-Za-z0-9 +\-−][A-Za-z0-9 ,;.:%/()'+\-\u00a0-\u2027\u202f-\ud7ff]*$/;
/** A part of an address, or of one together with what follows. */
const address = /[Ww]\.|:(?:\/|$)/;

function isPlain(text: string, { before, after }: Info): boolean {
  if (!harmless.test(text) || address.test(text)) return false;
  // At the beginning of a line a number or a dash may begin a list, and spaces at either end would be lost.
  return (/^[A-Za-z]/.test(text) || !isLineEnd(before)) && !(text.endsWith(' ') && isLineEnd(after));
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
