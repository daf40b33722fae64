import { digest } from '../catalog/judged-part.ts';
import type { Inspection } from '../inspection/inspect.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import type { CommentState } from './comment-state.ts';

/** What the comment must remember so that the next look can tell the author's findings from those of new rules. */
export type RuleChanges = Pick<CommentState, 'rules' | 'findings' | 'byRules'>;

/** More than anybody reads; findings beyond are told as the author's. */
const remembered = 300;

/**
 * A finding that appears on an unchanged head when rules, taxonomy or quality table have changed came with them. It stays
 * so, also on later heads, as long as it is there.
 */
export function ruleChanges(
  inspections: readonly Inspection[],
  head: string,
  version: string,
  previous: CommentState | null,
): RuleChanges {
  const rules = digest([
    version,
    ...inspections.map(({ policy }) => JSON.stringify([policy.taxonomy, policy.qualityTable])),
  ]);
  const findings = [...new Set(inspections.flatMap(({ report }) => report.diagnostics).map(findingId))].slice(
    0,
    remembered,
  );
  const known = new Set(previous?.findings ?? []);
  const isNewRules = previous !== null && previous.head === head && previous.rules !== rules;
  const cameNow = isNewRules && known.size < remembered ? findings.filter(id => !known.has(id)) : [];
  const before = new Set(previous?.byRules ?? []);
  return { rules, findings, byRules: [...findings.filter(id => before.has(id)), ...cameNow] };
}

/** Says whether a finding came with the rules. */
export function isByRules({ byRules }: RuleChanges): (diagnostic: Diagnostic) => boolean {
  const ids = new Set(byRules);
  return diagnostic => ids.has(findingId(diagnostic));
}

/** A finding as the comment remembers it. */
export function findingId({ ruleId, path, message }: Diagnostic): string {
  return digest([ruleId, path, message]).slice(0, 8);
}
