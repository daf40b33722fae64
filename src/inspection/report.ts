import type { Claim } from '../catalog/claim.ts';
import type { FileFacts } from '../catalog/file-facts.ts';
import { inPlace, type Library } from '../catalog/library.ts';
import { entriesWith } from '../catalog/library-index.ts';
import { newFingerprints } from '../catalog/new-fingerprints.ts';
import type { PatternFacts } from '../catalog/pattern-facts.ts';
import type { Taxonomy } from '../catalog/taxonomy.ts';
import type { Diagnostic, Severity } from '../pattern/diagnostic.ts';
import { allRules } from '../rules/all-rules.ts';
import { docsUrl } from '../rules/docs-url.ts';
import type { Finding, LibraryContext, Rule } from '../rules/rule.ts';
import { ruleIds } from '../rules/rule-ids.ts';
import { isWaivable } from '../rules/waivable.ts';
import type { Examination, Fault, RawFinding } from './examine.ts';
import { filled } from './fingerprint-hole.ts';
import { ordered } from './order.ts';
import { type Agrees, asked, type Waiving, waivingOf } from './waiving.ts';

/** All findings, and what could not be looked at. */
export type Report = {
  diagnostics: Diagnostic[];
  /** Rules that need what is not known: a base, or the claims of others. */
  notChecked: string[];
  faults: Fault[];
};

/** The files of one domain that are judged, as they were examined, and how they differ from the base. */
export type Examined = {
  domain: string;
  examinations: readonly Examination[];
  /** Further files, which nobody has to read. */
  others: readonly FileFacts[];
  /** Paths that differ from the base, deleted ones included; null when there is no base to compare with. */
  edited: readonly string[] | null;
};

/** What whoever judges has to know of the library. */
export type InspectionContext = {
  taxonomy: Taxonomy;
  /** All patterns as they will be with the change. */
  library: Library;
  /** All patterns as they are without the change; null when unknown. */
  base: Library | null;
  /** What other open pull requests take; null or left out when unknown. */
  claims?: readonly Claim[] | null;
  /** The number of the pull request that is looked at, where it is one. */
  pullRequest?: number;
  /** Whether a file or folder will be there; null when nobody looked. */
  exists(path: string): boolean | null;
  /** Left out: nobody agrees. */
  agrees?: Agrees;
};

/** Judges examined folders in their library. Same input, same report: findings are ordered by place and rule. */
export function reportOn(
  examined: Examined,
  { library, base, ...others }: InspectionContext,
  rules: readonly Rule[] = allRules,
): Report {
  const given = { ...others, library: inPlace(library), base: base && inPlace(base) };
  const { domain, edited, examinations } = examined;
  const files = filesOf(examined);
  const patterns = files.flatMap(file => (file.kind === 'pattern' ? [file.pattern] : []));
  const raw = Map.groupBy(
    examinations.flatMap(({ findings }) => findings),
    ({ ruleId }) => ruleId,
  );
  const faults = examinations.flatMap(examination => examination.faults);
  const context = contextOf({ files, edited, rules, raw }, given);
  const judges = new Map(patterns.map(pattern => [pattern.path, judgeOf(pattern, given)]));
  const report: Report = { diagnostics: [], notChecked: [], faults: [] };
  for (const rule of rules) {
    const add = (finding: Finding, path: string, readme: string | null): void => {
      const judge = readme === null ? undefined : judges.get(readme);
      const diagnostic = diagnosticOf(rule, finding, path, judge);
      if (diagnostic !== null) report.diagnostics.push(diagnostic);
    };
    const collect = (path: string, find: () => void): void => {
      try {
        find();
      } catch (error) {
        report.faults.push({ ruleId: rule.id, path, error: String(error) });
      }
    };
    if (lacks(rule, edited, given)) report.notChecked.push(rule.id);
    else if (rule.scope === 'folder') {
      for (const found of raw.get(rule.id) ?? []) add(settled(found, context), found.path, found.readme);
      report.faults.push(...faults.filter(({ ruleId }) => ruleId === rule.id));
    } else if (rule.each === 'change')
      collect(`patterns/${domain}`, () => {
        for (const found of rule.check({ domain, files, edited }, context)) add(found, found.path, null);
      });
    else
      for (const pattern of patterns)
        collect(pattern.path, () => {
          for (const found of rule.check(pattern, context)) add(found, pattern.path, pattern.path);
        });
  }
  report.diagnostics = ordered(report.diagnostics);
  return report;
}

/** The facts of all files that are judged. */
export function filesOf({ examinations, others }: Pick<Examined, 'examinations' | 'others'>): FileFacts[] {
  return [...examinations.flatMap(({ files }) => files), ...others];
}

/** How findings on one pattern count. */
type Judge = { severityOf(rule: Rule): Severity; waivingOf(rule: Rule): Waiving };

function judgeOf(pattern: PatternFacts, { base, agrees = () => false }: InspectionContext): Judge {
  const waiving = waivingOf(pattern, base, agrees);
  return {
    severityOf: ({ onDraft, severity }) => (pattern.level === 'draft' ? (onDraft ?? severity) : severity),
    waivingOf: rule => (isWaivable(rule) ? waiving(rule.id) : null),
  };
}

/** A finding as everybody sees it; null when a waiver takes it away. */
function diagnosticOf(
  rule: Rule,
  finding: Finding,
  path: string,
  judge: Judge | undefined,
): Diagnostic | null {
  const waiving = judge?.waivingOf(rule) ?? null;
  if (waiving === 'counts') return null;
  return {
    ruleId: rule.id,
    severity: judge?.severityOf(rule) ?? rule.severity,
    message: `${finding.message}${waiving === 'asks' ? asked : ''}`,
    path,
    range: finding.range,
    docsUrl: docsUrl(rule.id),
    ...(finding.fix && { fix: finding.fix }),
  };
}

/** Whether a rule needs to know what nobody has told. */
function lacks(
  { needs = [] }: Rule,
  edited: Examined['edited'],
  { base, claims = null }: InspectionContext,
): boolean {
  const unknown = { base: base === null || edited === null, claims: claims === null };
  return needs.some(need => unknown[need]);
}

/** A finding of a folder with the fingerprint that the library gives it. */
function settled({ message, range, fix, hole, readme }: RawFinding, context: LibraryContext): Finding {
  if (!fix || !hole) return { message, range, fix: fix ?? null };
  const { preferred } = hole;
  const isTaken =
    preferred !== null &&
    (context.taxonomy.retired.includes(preferred) || entriesWith(context.library, preferred).length > 0);
  const fingerprint = preferred !== null && !isTaken ? preferred : context.fingerprintFor(readme);
  return { message, range, fix: filled(fix, hole, fingerprint) };
}

type Judged = {
  files: readonly FileFacts[];
  edited: Examined['edited'];
  rules: readonly Rule[];
  raw: ReadonlyMap<string, readonly RawFinding[]>;
};

function contextOf({ files, edited, rules, raw }: Judged, given: InspectionContext): LibraryContext {
  const { agrees: _, claims = null, ...known } = given;
  const byPath = new Map(files.map(file => [file.path, file]));
  const byId = new Map(rules.map(rule => [rule.id, rule]));
  const found = new Map(
    [...raw].map(([id, findings]) => [id, new Set(findings.map(({ readme }) => readme))]),
  );
  let fingerprints: ReadonlyMap<string, string> | null = null;
  const context: LibraryContext = {
    ...known,
    ...ruleIds,
    claims,
    fileAt: path => byPath.get(path),
    fingerprintFor: path => {
      fingerprints ??= newFingerprints(given);
      return fingerprints.get(path) ?? null;
    },
    finds: (ruleId, pattern) => {
      const rule = byId.get(ruleId);
      if (!rule || lacks(rule, edited, given)) return null;
      if (rule.scope === 'folder') return found.get(ruleId)?.has(pattern.path) ?? false;
      if (rule.each === 'change') return null;
      for (const _ of rule.check(pattern, context)) return true;
      return false;
    },
  };
  return context;
}
