import { byCodeUnit } from '../pattern/code-unit-order.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { count } from '../pattern/wording.ts';

/** A file can be wrong in thousands of places; nobody reads them, and every fifty cost GitHub a request. */
const maxOfOneKind = 1_000;

/** Puts findings in order of place and rule; each once, and of one rule in one file only so many. */
export function ordered(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const unique = new Map(diagnostics.map(diagnostic => [JSON.stringify(diagnostic), diagnostic]));
  const sorted = [...unique].sort(
    ([jsonA, a], [jsonB, b]) =>
      byCodeUnit(a.path, b.path) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.column - b.range.start.column ||
      byCodeUnit(a.ruleId, b.ruleId) ||
      byCodeUnit(jsonA, jsonB),
  );
  const groups = Map.groupBy(sorted, ([, { path, ruleId }]) => JSON.stringify([path, ruleId]));
  const left = new Set([...groups.values()].flatMap(group => group.slice(maxOfOneKind)));
  return sorted.flatMap(item => {
    if (!left.has(item)) return [item[1]];
    const group = groups.get(JSON.stringify([item[1].path, item[1].ruleId])) ?? [];
    if (group[maxOfOneKind] !== item) return [];
    const more = count(group.length - maxOfOneKind, 'more finding');
    return [{ ...item[1], message: `From here on, ${more} of this kind in this file.` }];
  });
}
