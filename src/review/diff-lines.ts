import { structuredPatch } from 'diff';

/** GitHub takes a comment on a line of the new file that the diff shows: changed ones and three around them. */
const context = 3;

/** Lines that differ. Comparing takes time by the square of it, and of a text that is written anew nobody needs it. */
const maxEdits = 1_000;

/** Says of lines of the new file, both included, whether the diff shows them all. */
export type ShownLines = (lines: { startLine: number; endLine: number }) => boolean;

/** `before` is null when the file is new: then the diff shows all. Where more differs than is compared, none. */
export function shownLines(before: string | null, after: string): ShownLines {
  if (before === null) return () => true;
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength: maxEdits });
  const hunks = patch?.hunks ?? [];
  return ({ startLine, endLine }) =>
    hunks.some(({ newStart, newLines }) => startLine >= newStart && endLine < newStart + newLines);
}
