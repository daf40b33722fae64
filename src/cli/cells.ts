import { visible } from '../pattern/visible.ts';

/** A character as readers see it, with the columns that it takes in a terminal and its end in the line (UTF-16). */
export type Cell = { text: string; width: number; end: number };

/** Made when it is needed: that takes longer than to read a file. */
let segmenter: Intl.Segmenter | undefined;
const wide =
  /\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Hangul}|\p{Emoji_Presentation}|\u{fe0f}|[\u{3000}-\u{303e}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}]/u;
const tabStop = 4;

/** A line as it is shown: tabs as spaces, what a terminal would obey spelled out. */
export function cellsOf(line: string): Cell[] {
  let column = 0;
  return Array.from(graphemesOf(line), ({ segment, index }) => {
    const text = segment === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : visible(segment);
    const width = text === segment ? (wide.test(segment) ? 2 : 1) : text.length;
    column += width;
    return { text, width, end: index + segment.length };
  });
}

/** In ASCII, without a line feed, every character is one. */
function graphemesOf(line: string): Iterable<{ segment: string; index: number }> {
  if (/^[\0-\x7f]*$/.test(line)) return Array.from(line, (segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(line);
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** At most so many columns of a line around one of its cells; `offset` is the width of the mark that stands for what is cut off before. */
export function cut(
  cells: readonly Cell[],
  around: number,
  columns: number,
): { text: string; from: number; to: number; offset: number } {
  let from = 0;
  if (widthOf(cells) > columns)
    for (let width = 0, at = around - 1; at >= 0 && from === 0; at -= 1) {
      width += cells[at]?.width ?? 0;
      if (width > columns / 3) from = at;
    }
  let to = from;
  for (let width = 0; to < cells.length; to += 1) {
    width += cells[to]?.width ?? 0;
    if (width > columns) break;
  }
  const text = cells
    .slice(from, to)
    .map(cell => cell.text)
    .join('');
  return {
    text: `${from > 0 ? '…' : ''}${text}${to < cells.length ? '…' : ''}`,
    from,
    to,
    offset: from > 0 ? 1 : 0,
  };
}
