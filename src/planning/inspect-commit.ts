import { emptyLibrary, withChange } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import type { Taxonomy } from '../catalog/taxonomy.generated.ts';
import { commitTrees } from '../github/commit-trees.ts';
import type { Inspection, PullRequestContext } from '../inspection/inspect.ts';
import { hidingFindings, mayHide, strayFindings } from '../inspection/strays.ts';
import { idsOf, type Tree } from '../inspection/tree.ts';
import { domainTwin, strays, unknownDomain } from '../inspection/without-domain.ts';
import { lookLimits } from '../pattern/limits.ts';
import type { ChangedFile } from '../review/snapshot.ts';
import type { PlanningContext } from './context.ts';
import { type DomainPolicy, noTable, readPolicy } from './domain-policy.ts';
import { asPlaced } from './examine-files.ts';
import { inspectDomain, type ScopeAt } from './inspect-domain.ts';
import { lookBudget } from './look-budget.ts';
import type { DomainAt } from './read-domains.ts';
import { pathsBefore, pathsToRead, presentBefore, scopesOf, type TouchedScope } from './scope.ts';

/** Where the change is to be looked at, and what it is compared with. */
export type Commit = {
  repositoryId: string;
  headOid: string;
  /** The head of the default branch, whose policy judges. */
  policyOid: string;
  files: readonly ChangedFile[];
  pullRequestContext: PullRequestContext;
  /** The commit where the head left the default branch; asked for only where it may matter. */
  readMergeBase?: () => Promise<string>;
};

/** The inspections of all touched domains; or nothing to look after; or why a maintainer has to act first. */
export type Outcome =
  | { kind: 'inspected'; inspections: Inspection[]; taxonomies: Taxonomy[]; head: Tree }
  | { kind: 'no-library' }
  | { kind: 'broken'; reason: string };

/** Inspects what a change touches. Policy comes from the default branch, contents from the head. */
export async function inspectCommit(context: PlanningContext, commit: Commit): Promise<Outcome> {
  const { repositoryId, headOid, policyOid, files, pullRequestContext } = commit;
  const domains = await context.domains.at(context, repositoryId, policyOid);
  if (domains.length === 0) return { kind: 'no-library' };
  const treeAt = commitTrees(context.github, repositoryId, lookLimits.bytes);
  const looking = { ...context, budget: lookBudget() };
  const [head, base] = [treeAt(headOid), treeAt(policyOid)];
  const touched = scopesOf(files).map(scope => {
    const domain = domains.find(one => one.domain === scope.domain) ?? null;
    const library = domain?.library ?? emptyLibrary;
    return {
      scope,
      domain,
      now: pathsToRead(scope, library),
      before: pathsBefore(scope, files, library),
    };
  });
  const there = files.flatMap(({ path, change }) => (change === 'deleted' ? [] : path));
  const roots = there.filter(mayHide);
  // All at once: it is one request.
  const folders = touched.flatMap(({ scope }) => [...scope.folders]);
  await Promise.all([
    head.list(folders),
    head.read([...touched.flatMap(({ now }) => now), ...roots]),
    base.list(folders),
    base.read(touched.flatMap(({ before }) => before)),
  ]);
  const inspections: Inspection[] = [];
  const known = domains.map(one => one.domain);
  const brings = touched.flatMap(({ scope }) => (bringsTaxonomy(scope) ? scope.domain : []));
  for (const { scope, domain, now, before } of touched) {
    const twin = domainTwin(scope.domain, known, brings);
    const policy = twin === undefined ? await policyFor(looking, scope, domain, head) : null;
    if (policy === null) {
      if ((scope.folders.length > 0 || twin !== undefined) && scope.present.length > 0)
        inspections.push(unknownDomain(scope, twin));
      continue;
    }
    if (policy.taxonomy === null && domain !== null && policy.whyNot !== null)
      return { kind: 'broken', reason: policy.whyNot };
    const library = domain?.library ?? emptyLibrary;
    const after = await scopeAt(head, scope, now);
    const added = (seen: Parameters<typeof libraryOf>[0]) => libraryOf(seen, idsOf(after.files));
    inspections.push(
      await inspectDomain(looking, {
        scope,
        changed: files.map(({ path }) => path),
        policy: { ...policy, library },
        after,
        before: await scopeAt(base, presentBefore(scope, files), before),
        readBranchedOff: async () => {
          const oid = (await commit.readMergeBase?.()) ?? policyOid;
          return oid === policyOid ? null : scopeAt(treeAt(oid), presentBefore(scope, files), before);
        },
        libraryAfter: seen => withChange(library, new Set(scope.folders), added(seen)),
        pullRequestContext,
      }),
    );
  }
  const hiding = hidingFindings([...(await head.read(roots)).values()]);
  const stray = [...strayFindings(there), ...hiding];
  if (stray.length > 0) inspections.push(strays(stray));
  const taxonomies = domains.flatMap(({ taxonomy }) => taxonomy ?? []);
  return { kind: 'inspected', inspections, taxonomies, head };
}

/**
 * The default branch's policy. Where there is none that can be used, a change that brings a good one is judged by its own:
 * nothing else could ever repair a broken taxonomy or found a new domain. Null: there is no such domain.
 */
async function policyFor(
  context: PlanningContext,
  scope: TouchedScope,
  domain: DomainAt | null,
  head: Tree,
): Promise<DomainPolicy | null> {
  if (domain?.taxonomy) return domain;
  if (!bringsTaxonomy(scope)) return domain;
  const { domain: name, present } = scope;
  const own = ['taxonomy.yaml', 'README.md'].map(file => `patterns/${name}/${file}`);
  const files = [...(await head.read(own.filter(path => present.includes(path)))).keys()];
  const proposed = await readPolicy(
    context,
    head,
    name,
    files.map(path => ({ path, id: null })),
  );
  if (proposed.taxonomy) return { ...proposed, proposed: domain === null ? 'new' : 'mended' };
  // Of a new domain whose taxonomy cannot be used, the author has to mend that first.
  return domain ?? { ...proposed, qualityTable: noTable };
}

/** The touched files at a commit: what is read, and the rest of the folders as they are listed. */
async function scopeAt(tree: Tree, scope: TouchedScope, paths: readonly string[]): Promise<ScopeAt> {
  const own = paths.filter(path => path.startsWith(`patterns/${scope.domain}/`));
  const [read, listed] = await Promise.all([tree.read(own), tree.list(scope.folders)]);
  const idOf = idsOf(listed);
  const others = [...new Set([...listed.map(({ path }) => path), ...scope.present])];
  return {
    tree,
    files: [...read.keys()].map(path => ({ path, id: idOf(path) })),
    others: others
      .filter(path => !read.has(path))
      .sort()
      .map(path => asPlaced({ path, unreadable: 'directory' })),
  };
}

function bringsTaxonomy({ domain, present }: TouchedScope): boolean {
  return present.includes(`patterns/${domain}/taxonomy.yaml`);
}
