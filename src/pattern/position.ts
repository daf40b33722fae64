/** A place in a text. Lines and columns count from 1; a column counts UTF-16 code units, as editors do. */
export type Position = { line: number; column: number };

/** From `start` up to, not including, `end`. */
export type Range = { start: Position; end: Position };

/** The first character of a file: where a finding about the file as a whole points. */
export const startOfFile: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Turns UTF-16 offsets into positions; the text is scanned for line starts once, and only as far as somebody asks. */
export function positionsIn(text: string): (offset: number) => Position {
  const lineStarts = [0];
  let next = text.indexOf('\n');
  return offset => {
    for (; next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) lineStarts.push(next + 1);
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };
}

/** The inverse: positions to UTF-16 offsets. What lies beyond a line or the text counts as its end. */
export function offsetsIn(text: string): (position: Position) => number {
  const lineStarts = [0];
  const ends = new RegExp(lineEnd);
  let isScanned = false;
  return ({ line, column }) => {
    while (lineStarts.length <= line && !isScanned) {
      const end = ends.exec(text);
      if (end === null) isScanned = true;
      else lineStarts.push(ends.lastIndex);
    }
    const start = lineStarts[line - 1] ?? text.length;
    return Math.min(start + column - 1, lineStarts[line] ?? text.length);
  };
}

/** What ends a line, an old Mac's carriage return included: so places are the same in a file as written and as read. */
export const lineEnd = /\r\n|\n|\r/g;
