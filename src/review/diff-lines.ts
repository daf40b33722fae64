import { structuredPatch } from 'diff';
import type { Suggestion } from './suggestions.ts';

/** GitHub takes a comment on a line of the new file that the diff shows: changed ones and three around them. */
const context = 3;

/** Of a file's suggestions, those on lines that the diff shows. `before` is null when the file is new: it shows all. */
export function withinDiff(
  suggestions: readonly Suggestion[],
  before: string | null,
  after: string,
): Suggestion[] {
  if (before === null) return [...suggestions];
  const { hunks } = structuredPatch('', '', before, after, '', '', { context });
  return suggestions.filter(({ startLine, endLine }) =>
    hunks.some(({ newStart, newLines }) => startLine >= newStart && endLine < newStart + newLines),
  );
}
