import type { Range } from '../pattern/position.ts';
import { type Cell, cellsOf, cut, widthOf } from './cells.ts';
import type { Paint } from './terminal.ts';

/** How much of a long line is shown around its place, in columns of a terminal. */
const maxColumns = 100;

/** The lines around a place, numbered, with the place underlined; one line before and one after it. */
export function codeFrame(text: string, { start, end }: Range, paint: Paint): string[] {
  const lines = text.split(/\r?\n/);
  const from = Math.max(1, start.line - 1);
  const to = Math.min(lines.length, start.line + 1);
  const gutterWidth = String(to).length;
  const frame: string[] = [];
  for (let number = from; number <= to; number += 1) {
    const line = lines[number - 1] ?? '';
    const cells = cellsOf(line);
    const isPlace = number === start.line;
    if (!isPlace && line.trim() === '') continue;
    const first = isPlace ? cellAt(cells, start.column) : 0;
    const shown = cut(cells, first, maxColumns);
    const gutter = `${isPlace ? '>' : ' '} ${String(number).padStart(gutterWidth)} |`;
    frame.push(`${paint(isPlace ? 'bold' : 'dim', gutter)} ${shown.text}`.trimEnd());
    if (!isPlace) continue;
    const last = end.line === start.line ? cellAt(cells, end.column) : cells.length;
    const before = widthOf(cells.slice(shown.from, first)) + shown.offset;
    const width = Math.max(1, widthOf(cells.slice(first, Math.min(last, shown.to))));
    const underline = `${' '.repeat(before)}${paint('red', '^'.repeat(width))}`;
    frame.push(`${paint('dim', `  ${' '.repeat(gutterWidth)} |`)} ${underline}`);
  }
  return frame;
}

/** The index of the cell that a column (UTF-16, from 1) falls in; the end of the line for what lies beyond. */
function cellAt(cells: readonly Cell[], column: number): number {
  const index = cells.findIndex(cell => cell.end > column - 1);
  return index === -1 ? cells.length : index;
}
