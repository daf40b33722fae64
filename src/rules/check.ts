import { type Entry, readmeOf } from '../catalog/entry.ts';
import type { Library } from '../catalog/library.ts';
import { newFingerprints } from '../catalog/new-fingerprints.ts';
import { type Evidence, evidenceOf } from '../evidence/evidence.ts';
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import type { Diagnostic, Severity } from '../pattern/diagnostic.ts';
import { levelOf } from '../pattern/pattern.ts';
import { folderOf } from '../pattern/place.ts';
import { count } from '../pattern/wording.ts';
import { allRules } from './all-rules.ts';
import { docsUrl } from './docs-url.ts';
import type { Change, Context, Finding, Given, Rule } from './rule.ts';
import { asked, isWaivable, type Waiving, waivingOf } from './waiving.ts';

/** All findings, and what could not be looked at. */
export type Report = {
  diagnostics: Diagnostic[];
  /** Rules that need what is not known: a base, or the claims of others. */
  notChecked: string[];
  /** Rules that broke: a fault of ours, never the contributor's. */
  faults: { ruleId: string; path: string; error: string }[];
};

/** A file can be wrong in thousands of places; nobody reads them, and every fifty cost GitHub a request. */
const mostOfOneKind = 1_000;

/** Applies every rule to a change. Same input, same report: findings are ordered by place and rule. */
export function check(change: Change, given: Given, rules: readonly Rule[] = allRules): Report {
  const context = contextOf(change, given, rules);
  const report: Report = { diagnostics: [], notChecked: [], faults: [] };
  const patterns = change.files.flatMap(file => (file.kind === 'pattern' ? [file.pattern] : []));
  const waivings = new Map(
    patterns.map(pattern => [pattern, waivingOf(pattern, given.base, given.agrees ?? (() => false))]),
  );
  for (const rule of rules) {
    if (lacks(rule, change, given)) report.notChecked.push(rule.id);
    else if (rule.scope === 'change')
      collect(report, rule, `patterns/${change.domain}`, rule.severity, null, () =>
        rule.check(change, context),
      );
    else
      for (const pattern of patterns) {
        const severity = levelOf(pattern) === 'draft' ? (rule.onDraft ?? rule.severity) : rule.severity;
        const waiving = isWaivable(rule) ? (waivings.get(pattern)?.(rule.id) ?? null) : null;
        collect(report, rule, pattern.path, severity, waiving, () => rule.check(pattern, context));
      }
  }
  report.diagnostics = ordered(report.diagnostics);
  return report;
}

/** Whether a rule needs to know what nobody has told. */
function lacks({ needs = [] }: Rule, { edited }: Change, { base, claims = null }: Given): boolean {
  const unknown = { base: base === null || edited === null, claims: claims === null };
  return needs.some(need => unknown[need]);
}

function contextOf(change: Change, given: Given, rules: readonly Rule[]): Context {
  const { files } = change;
  const byPath = new Map(files.map(file => [file.path, file]));
  const byId = new Map(rules.map(rule => [rule.id, rule]));
  // Evidence is read once, however many rules ask for it.
  const known = new Map<string, Evidence>();
  let fingerprints: ReadonlyMap<string, string> | null = null;
  const context: Context = {
    ...given,
    library: inPlace(given.library),
    base: given.base && inPlace(given.base),
    ruleIds: allRules.map(rule => rule.id),
    waivable: allRules.filter(isWaivable).map(rule => rule.id),
    fileAt: path => byPath.get(path),
    evidence: ({ place }) => {
      const folder = folderOf(place);
      const evidence = known.get(folder) ?? evidenceOf(folder, path => byPath.get(path));
      known.set(folder, evidence);
      return evidence;
    },
    fingerprintFor: ({ path }) => {
      fingerprints ??= newFingerprints(given);
      return fingerprints.get(path) ?? null;
    },
    finds: (ruleId, pattern) => {
      const rule = byId.get(ruleId);
      if (rule?.scope !== 'pattern' || lacks(rule, change, given)) return null;
      for (const _ of rule.check(pattern, context)) return true;
      return false;
    },
  };
  return context;
}

/** Whoever has read the library, and in whatever order: of several patterns the same one is named. */
function inPlace(library: Library): Library {
  const byPath = (a: Entry, b: Entry): number => byCodeUnit(readmeOf(a), readmeOf(b));
  return { ...library, entries: library.entries.toSorted(byPath) };
}

function collect(
  report: Report,
  rule: Rule,
  path: string,
  severity: Severity,
  waiving: Waiving,
  find: () => Iterable<Finding & { path?: string }>,
): void {
  try {
    for (const finding of find())
      if (waiving !== 'counts')
        report.diagnostics.push({
          ruleId: rule.id,
          severity,
          message: `${finding.message}${waiving === 'asks' ? asked : ''}`,
          path: finding.path ?? path,
          range: finding.range,
          docsUrl: docsUrl(rule.id),
          ...(finding.fix && { fix: finding.fix }),
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
