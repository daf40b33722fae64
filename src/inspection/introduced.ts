import type { Diagnostic } from '../pattern/diagnostic.ts';
import { patternFolderOf } from '../pattern/place.ts';

/** Findings that a change brings, and those that were there without it. */
export type Introduced = { introduced: Diagnostic[]; preexisting: Diagnostic[] };

/**
 * Tells them apart by what the same rules say of the state before: the same words of the same rule about the same file, at
 * whatever line, as often as they were there. What was advice and is now an error counts as new. `moved` leads from a
 * pattern's folder to the one that it had before.
 */
export function introducedBy(
  after: readonly Diagnostic[],
  before: readonly Diagnostic[],
  moved: ReadonlyMap<string, string> = new Map(),
): Introduced {
  const left = new Map<string, number>();
  for (const diagnostic of before) {
    const key = identityOf(diagnostic, diagnostic.path);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const split: Introduced = { introduced: [], preexisting: [] };
  for (const diagnostic of after) {
    const key = identityOf(diagnostic, pathBefore(diagnostic.path, moved));
    // Advice is held against nobody, and whoever changes a draft wants to know what it still lacks.
    const number = diagnostic.severity === 'info' ? 0 : (left.get(key) ?? 0);
    if (number > 0) left.set(key, number - 1);
    split[number > 0 ? 'preexisting' : 'introduced'].push(diagnostic);
  }
  return split;
}

function identityOf({ ruleId, severity, message }: Diagnostic, path: string): string {
  return JSON.stringify([path, ruleId, severity, message]);
}

function pathBefore(path: string, moved: ReadonlyMap<string, string>): string {
  const folder = patternFolderOf(path);
  const before = folder === null ? undefined : moved.get(folder);
  return folder === null || before === undefined ? path : `${before}${path.slice(folder.length)}`;
}
