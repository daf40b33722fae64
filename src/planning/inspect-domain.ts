import type { FileFacts } from '../catalog/file-facts.ts';
import type { Library } from '../catalog/library.ts';
import type { Policy } from '../catalog/policy.ts';
import type { Taxonomy } from '../catalog/taxonomy.ts';
import { emptyTaxonomy } from '../catalog/taxonomy.ts';
import { existence, unknownTargets } from '../inspection/existence.ts';
import {
  type Inspection,
  inspect,
  type PullRequestContext,
  type Scope,
  type Seen,
} from '../inspection/inspect.ts';
import { filesOf } from '../inspection/report.ts';
import type { ListedFile, Tree } from '../inspection/tree.ts';
import { allRules } from '../rules/all-rules.ts';
import { rulesWithoutTaxonomy } from '../rules/without-taxonomy.ts';
import { type ExaminedFiles, type Examining, examineFiles } from './examine-files.ts';

/** The files of a scope at one moment. */
export type ScopeAt = {
  tree: Tree;
  files: readonly ListedFile[];
  /** Further paths that are there and that nobody has to read. */
  others: readonly FileFacts[];
  /** Where findings are wanted; of the others, facts are enough. Left out: everywhere. */
  isJudged?: (path: string) => boolean;
};

/** A change of one domain, wherever its two sides come from. */
export type DomainChange = {
  scope: Scope;
  /** Every path of the repository that differs; links may lead anywhere. */
  changed: readonly string[];
  /** Its taxonomy judges; null: it cannot be used, and neither can the rules that need it. */
  policy: Omit<Policy, 'taxonomy'> & { taxonomy: Taxonomy | null };
  after: ScopeAt;
  /** Null where nobody asks what is new. */
  before: ScopeAt | null;
  /** Read only where something is found in a file that was there: where the change left the base, if that has moved on. */
  readBranchedOff?: () => Promise<ScopeAt | null>;
  /** The library as it will be, from what was examined. */
  libraryAfter(files: readonly FileFacts[]): Library;
  pullRequestContext: PullRequestContext;
};

/** Examines both sides of a change and applies every rule: the one way in which anybody looks at patterns. */
export async function inspectDomain(examining: Examining, change: DomainChange): Promise<Inspection> {
  const { scope, policy, after, before, pullRequestContext } = change;
  const { taxonomy } = policy;
  const { domain } = scope;
  const examineAt = async (at: ScopeAt): Promise<ExaminedFiles> => {
    const { isJudged = () => true } = at;
    const parts = [
      { files: at.files.filter(({ path }) => isJudged(path)), rules: true },
      { files: at.files.filter(({ path }) => !isJudged(path)), rules: false },
    ];
    const seen = await Promise.all(
      parts.map(({ files, rules }) => examineFiles(examining, at.tree, files, { domain, taxonomy, rules })),
    );
    return {
      examinations: seen.flatMap(({ examinations }) => examinations),
      others: [...seen.flatMap(({ others }) => others), ...at.others],
    };
  };
  const now = await examineAt(after);
  // After it, for most of it is the same and known by then.
  const then = before && (await examineAt(before));
  const library = change.libraryAfter(filesOf(now));
  const [known, knownBefore] = await Promise.all([
    lookUp(after.tree, library, now, () => true),
    before && then ? lookUp(before.tree, policy.library, then, mayHaveMoved(change.changed)) : new Map(),
  ]);
  const rules = taxonomy === null ? rulesWithoutTaxonomy : allRules;
  const subject = {
    scope,
    policy: { ...policy, taxonomy: taxonomy ?? emptyTaxonomy(domain) },
    library,
    now: { ...now, known },
    before: then && { ...then, known: knownBefore },
    branchedOff: null,
    pullRequestContext,
  };
  const found = inspect(subject, rules);
  const branchedOff = mayBeOld(found) ? await change.readBranchedOff?.() : null;
  if (!branchedOff) return found;
  const seen: Seen = { ...(await examineAt(branchedOff)), known: new Map() };
  return inspect({ ...subject, branchedOff: seen }, rules);
}

/** Whether something is found in a file that was there: it may have been found there before as well. */
function mayBeOld({ report, before }: Inspection): boolean {
  const old = new Set(before.map(({ path }) => path));
  return report.diagnostics.some(({ path, severity }) => severity !== 'info' && old.has(path));
}

/** Looks up whether the targets of links exist, where neither library nor files tell. */
function lookUp(
  tree: Tree,
  library: Library,
  seen: ExaminedFiles,
  matters: (path: string) => boolean,
): Promise<ReadonlyMap<string, boolean>> {
  const files = filesOf(seen);
  const unknown = unknownTargets(files, existence(library, files, new Map())).filter(matters);
  return tree.exist(unknown);
}

/** What the change does not touch was there before as it is now. */
function mayHaveMoved(changed: readonly string[]): (path: string) => boolean {
  return path =>
    changed.some(other => other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
}
