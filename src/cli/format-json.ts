import type { Checked } from './check-selected.ts';
import { tally } from './tally.ts';

/** For programs: one JSON object, lines and columns from 1. */
export function formatJson({ diagnostics, patterns, notChecked }: Checked): string {
  const { errors, warnings, advice } = tally(diagnostics);
  return JSON.stringify(
    { diagnostics, summary: { patterns, errors, warnings, advice }, notChecked },
    null,
    2,
  );
}
