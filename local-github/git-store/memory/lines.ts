import { diffArrays } from 'diff';
import type { Hunk } from '../git-store.ts';

/** Lines `from` to `to` (its end not included) of the old text became `lines`. */
export type Edit = { from: number; to: number; lines: string[]; removed: string[] };

const sniffedBytes = 8000;

export function isBinary(content: Buffer): boolean {
  return content.subarray(0, sniffedBytes).includes(0);
}

/** Lines with their ends: the last one may have none, which makes it another line. */
export function linesOf(content: Buffer): string[] {
  return content.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What makes one text the other, in order; where there is a choice, as far below as can be, as Git does. */
export function editsBetween(before: readonly string[], after: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let line = 0;
  let open: Edit | null = null;
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      open = null;
      line += value.length;
      continue;
    }
    if (open === null) {
      open = { from: line, to: line, lines: [], removed: [] };
      edits.push(open);
    }
    if (added) open.lines.push(...value);
    else {
      open.removed.push(...value);
      line += value.length;
      open.to = line;
    }
  }
  for (const [index, edit] of edits.entries()) slide(before, edit, edits[index + 1]?.from ?? before.length);
  return edits;
}

/** Moves lines that were only added, or only removed, down over equal ones. */
function slide(before: readonly string[], edit: Edit, end: number): void {
  const moving = edit.removed.length === 0 ? edit.lines : edit.lines.length === 0 ? edit.removed : [];
  while (moving.length > 0 && edit.to < end && before[edit.to] === moving[0]) {
    moving.push(moving.shift() as string);
    edit.from += 1;
    edit.to += 1;
  }
}

/** How many lines were added and removed; of a binary file none. */
export function countLines(before: Buffer, after: Buffer): { additions: number; deletions: number } {
  if (isBinary(before) || isBinary(after)) return { additions: 0, deletions: 0 };
  const edits = editsBetween(linesOf(before), linesOf(after));
  return {
    additions: edits.reduce((sum, { lines }) => sum + lines.length, 0),
    deletions: edits.reduce((sum, { removed }) => sum + removed.length, 0),
  };
}

/** The hunks of a diff as Git shows them. */
export function hunksBetween(from: Buffer, to: Buffer, context: number): Hunk[] {
  if (isBinary(from) || isBinary(to)) return [];
  const [before, after] = [linesOf(from), linesOf(to)];
  const groups: Edit[][] = [];
  for (const edit of editsBetween(before, after)) {
    const last = groups.at(-1)?.at(-1);
    if (last && edit.from - last.to <= 2 * context) groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  let shift = 0;
  return groups.map(edits => {
    const start = Math.max(0, (edits[0]?.from ?? 0) - context);
    const end = Math.min(before.length, (edits.at(-1)?.to ?? 0) + context);
    const lines: string[] = [];
    let line = start;
    const keep = (until: number): void => {
      for (; line < until; line += 1) lines.push(shown(' ', before[line]));
    };
    for (const edit of edits) {
      keep(edit.from);
      lines.push(...edit.removed.map(text => shown('-', text)), ...edit.lines.map(text => shown('+', text)));
      line = edit.to;
    }
    keep(end);
    const grown = edits.reduce((sum, edit) => sum + edit.lines.length - edit.removed.length, 0);
    const [old, now] = [range(start, end - start), range(start + shift, end - start + grown)];
    shift += grown;
    const heading = headingAbove(before, start);
    const header = `@@ -${spelt(old)} +${spelt(now)} @@${heading === '' ? '' : ` ${heading}`}`;
    return { old, new: now, header, lines };
  });
}

function shown(sign: string, line = ''): string {
  return sign + Buffer.from(line.replace(/\n$/, ''), 'latin1').toString();
}

function range(from: number, count: number): Hunk['old'] {
  return { start: count === 0 ? from : from + 1, count };
}

function spelt({ start, count }: Hunk['old']): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

/** The last line above that begins with a letter, which Git takes for the name of a function. */
function headingAbove(lines: readonly string[], start: number): string {
  const found = lines.slice(0, start).findLast(line => /^[A-Za-z_$]/.test(line));
  return Buffer.from(found ?? '', 'latin1')
    .subarray(0, 80)
    .toString()
    .trimEnd();
}
