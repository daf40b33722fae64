import type { Diagnostic } from '../pattern/diagnostic.ts';

/** Findings apart by whether the same rule said the same of the same file before; a line that moved is the same finding. */
export function introducedBy(
  after: readonly Diagnostic[],
  before: readonly Diagnostic[],
): { introduced: Diagnostic[]; present: Diagnostic[] } {
  const left = new Map<string, number>();
  for (const diagnostic of before)
    left.set(identityOf(diagnostic), (left.get(identityOf(diagnostic)) ?? 0) + 1);
  const introduced: Diagnostic[] = [];
  const present: Diagnostic[] = [];
  for (const diagnostic of after) {
    const identity = identityOf(diagnostic);
    const times = left.get(identity) ?? 0;
    left.set(identity, times - 1);
    (times > 0 ? present : introduced).push(diagnostic);
  }
  return { introduced, present };
}

function identityOf({ ruleId, severity, path, message }: Diagnostic): string {
  return JSON.stringify([ruleId, severity, path, message]);
}
