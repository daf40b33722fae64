import { movedFolders } from '../catalog/fate.ts';
import type { FileFacts } from '../catalog/file-facts.ts';
import { inPlace, type Library } from '../catalog/library.ts';
import type { Policy } from '../catalog/policy.ts';
import type { Taxonomy } from '../catalog/taxonomy.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { patternFolderOf } from '../pattern/place.ts';
import { allRules } from '../rules/all-rules.ts';
import type { Rule } from '../rules/rule.ts';
import type { Examination } from './examine.ts';
import { existence } from './existence.ts';
import { introducedBy } from './introduced.ts';
import { type PatternChange, patternChanges } from './pattern-change.ts';
import { filesOf, type InspectionContext, type Report, reportOn } from './report.ts';

/** What is looked at of one domain, by paths alone. */
export type Scope = {
  domain: string;
  /** Every path below `patterns/<domain>` that differs from the base, deleted ones included; null: there is no base. */
  edited: readonly string[] | null;
  /** Those of them that are still there. */
  present: readonly string[];
  /** Folders of patterns that are judged: with a change in them, or all. */
  folders: readonly string[];
};

/** What lies in the scope at one moment: what was examined, and further files that nobody has to read. */
export type Seen = {
  examinations: readonly Examination[];
  others: readonly FileFacts[];
  /** Whether paths outside exist; what is not in it has not been looked up. */
  known: ReadonlyMap<string, boolean>;
};

/** What is known besides contents: of people, and of other pull requests. */
export type PullRequestContext = Pick<InspectionContext, 'agrees' | 'claims' | 'pullRequest'>;

/** All that the inspection of one domain rests on. */
export type Subject = {
  scope: Scope;
  policy: Policy;
  /** The library as it will be with the change. */
  library: Library;
  now: Seen;
  /** The same scope as it is without the change; null where nobody asks what is new. */
  before: Seen | null;
  /** And as it was where the change left the base; null where nobody looked, or the base has not moved on. */
  branchedOff: Seen | null;
  pullRequestContext: PullRequestContext;
};

/** A domain, looked at by every rule. */
export type Inspection = {
  scope: Scope;
  policy: Policy;
  files: FileFacts[];
  library: Library;
  /** What the change brings with it. */
  report: Report;
  /** What the base has already, in the files that are looked at. */
  preexisting: Diagnostic[];
  before: FileFacts[];
  changes: PatternChange[];
};

/** Applies every rule to the scope, and to its state without the change to tell apart what is new. */
export function inspect(subject: Subject, rules: readonly Rule[] = allRules): Inspection {
  const { scope, policy, library, now, before, branchedOff, pullRequestContext } = subject;
  const base = scope.edited === null ? null : policy.library;
  const files = filesOf(now);
  const exists = existence(library, files, now.known);
  const { taxonomy } = policy;
  const report = reportOn(
    { domain: scope.domain, ...now, edited: scope.edited },
    { taxonomy, library, base, exists, ...pullRequestContext },
    rules,
  );
  const touched = new Set(scope.edited?.map(patternFolderOf));
  const moved = movedFolders(inPlace(policy.library), inPlace(library), touched);
  const then = (state: Seen | null): Diagnostic[] =>
    state === null ? [] : foundBefore(subject, taxonomy, state, exists, rules);
  const { introduced, preexisting } = introducedBy(report.diagnostics, then(before), moved);
  // What the base has mended since is on the branch still, and is gone with the merge.
  const { introduced: own } = introducedBy(introduced, then(branchedOff), moved);
  return {
    scope,
    policy,
    files,
    library,
    report: { ...report, diagnostics: own },
    preexisting,
    before: before ? filesOf(before) : [],
    changes: patternChanges(
      scope.folders.filter(folder => touched.has(folder)),
      policy.library,
      library,
      files,
    ),
  };
}

/** A link's target that the change neither adds nor removes was there, or was not, before as well. */
function foundBefore(
  { scope, policy: { library } }: Subject,
  taxonomy: Taxonomy,
  state: Seen,
  exists: (path: string) => boolean | null,
  rules: readonly Rule[],
): Diagnostic[] {
  const files = filesOf(state);
  if (files.length === 0) return [];
  const old = new Set(files.map(({ path }) => path));
  const added = new Set(scope.present.filter(path => !old.has(path)));
  const present = new Set(scope.present);
  const removed = new Set(scope.edited?.filter(path => !present.has(path)));
  const existed = (path: string): boolean | null => {
    if (removed.has(path) || old.has(path)) return true;
    return added.has(path) ? false : (state.known.get(path) ?? exists(path));
  };
  const given = { taxonomy, library, base: library, exists: existed };
  return reportOn({ domain: scope.domain, ...state, edited: [] }, given, rules).diagnostics;
}
