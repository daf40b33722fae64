import type { Checked } from './check-selected.ts';
import { tally } from './tally.ts';

/**
 * For programs: one JSON object, lines and columns from 1; what was there before the change comes last and says so. `gaps`
 * are sentences on what could not be checked: with one of them the exit code is 2.
 */
export function formatJson({ diagnostics, preexisting, patterns, notChecked, gaps }: Checked): string {
  const { errors, warnings, advice } = tally(diagnostics);
  const summary = { patterns, errors, warnings, advice, ...(preexisting && { present: preexisting.length }) };
  const before = preexisting?.map(diagnostic => ({ ...diagnostic, present: true })) ?? [];
  return JSON.stringify({ diagnostics: [...diagnostics, ...before], summary, notChecked, gaps }, null, 2);
}
