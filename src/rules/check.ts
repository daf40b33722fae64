import { byCodeUnit } from '../pattern/code-unit-order.ts';
import type { Diagnostic, Severity } from '../pattern/diagnostic.ts';
import { levelOf, type Pattern } from '../pattern/pattern.ts';
import { count } from '../pattern/wording.ts';
import { allRules } from './all-rules.ts';
import { docsUrl } from './docs-url.ts';
import type { Change, Context, Finding, Rule } from './rule.ts';

/** All findings, and what could not be looked at. */
export type Report = {
  diagnostics: Diagnostic[];
  /** Rules that need a base when there is none. */
  notChecked: string[];
  /** Rules that broke: a fault of ours, never the contributor's. */
  faults: { ruleId: string; path: string; error: string }[];
};

/** A file can be wrong in thousands of places; nobody reads them, and every fifty cost GitHub a request. */
const mostOfOneKind = 1_000;

/** Applies every rule to a change. Same input, same report: findings are ordered by place and rule. */
export function check(
  change: Change,
  context: Omit<Context, 'ruleIds'>,
  rules: readonly Rule[] = allRules,
): Report {
  const full: Context = { ...context, ruleIds: allRules.map(rule => rule.id) };
  const report: Report = { diagnostics: [], notChecked: [], faults: [] };
  const patterns = change.files.flatMap(file => (file.kind === 'pattern' ? [file.pattern] : []));
  for (const rule of rules) {
    if (rule.needsBase && (full.base === null || change.edited === null)) report.notChecked.push(rule.id);
    else if (rule.scope === 'change')
      collect(report, rule, `patterns/${change.domain}`, null, () => rule.check(change, full));
    else
      for (const pattern of patterns)
        collect(report, rule, pattern.path, pattern, () => rule.check(pattern, full));
  }
  report.diagnostics = ordered(report.diagnostics);
  return report;
}

function collect(
  report: Report,
  rule: Rule,
  path: string,
  pattern: Pattern | null,
  find: () => Iterable<Finding & { path?: string }>,
): void {
  const severity: Severity =
    pattern !== null && levelOf(pattern) === 'draft' ? (rule.onDraft ?? rule.severity) : rule.severity;
  try {
    for (const finding of find())
      report.diagnostics.push({
        ruleId: rule.id,
        severity,
        message: finding.message,
        path: finding.path ?? path,
        range: finding.range,
        docsUrl: docsUrl(rule.id),
      });
  } catch (error) {
    report.faults.push({ ruleId: rule.id, path, error: String(error) });
  }
}

/** By place and rule; each finding once, and of one rule in one file only so many. */
function ordered(diagnostics: Diagnostic[]): Diagnostic[] {
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
  const left = new Set([...groups.values()].flatMap(group => group.slice(mostOfOneKind)));
  return sorted.flatMap(item => {
    if (!left.has(item)) return [item[1]];
    const group = groups.get(JSON.stringify([item[1].path, item[1].ruleId])) ?? [];
    if (group[mostOfOneKind] !== item) return [];
    const more = count(group.length - mostOfOneKind, 'more finding');
    return [{ ...item[1], message: `From here on, ${more} of this kind in this file.` }];
  });
}
