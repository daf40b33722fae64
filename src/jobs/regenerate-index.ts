import { indexChanges, pathsIn, type WantedFiles } from '../catalog/index-changes.ts';
import { indexFiles } from '../catalog/index-page.ts';
import { type Reproduction, reproductionsJson } from '../catalog/reproductions.ts';
import { type CommitResult, commitFiles } from '../github/commit-index.ts';
import { indexBranch, proposeIndex } from '../github/propose-index.ts';
import { readBranch } from '../github/read-branch.ts';
import type { DomainAt } from '../planning/read-domains.ts';
import { withGenerated } from '../planning/with-generated.ts';
import type { JobContext } from './context.ts';
import { findReproductions } from './find-reproductions.ts';
import type { Job } from './job.ts';
import { lookAtPullRequests } from './look-at-repository.ts';
import { brakeOn, maxRecent, ownCommitsIn, ownMessage } from './own-commits.ts';
import type { Refusal } from './run-job.ts';
import { tellBrake } from './tell-brake.ts';

type IndexJob = Extract<Job, { kind: 'index' }>;

/** Between reading the branch and writing to it others may push; this many times in a row before the queue waits. */
const maxAttempts = 5;

/**
 * Writes INDEX.md, index.json and its shards of every domain as the default branch's tree demands. It looks at the tree and not at
 * the push, so direct pushes and lost webhooks heal the same way; equal bytes make no commit. Reproductions by trustworthy
 * runs are recorded in the same commit, so the index never tells of one that is not there.
 */
export async function regenerateIndex(context: JobContext, job: IndexJob): Promise<void> {
  const { github, log } = context;
  const about = { repository: job.repository.name };
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const branch = await readBranch(github, job.repository.nodeId, context.identity.appId, maxRecent);
    if (branch === null) return log.info(about, 'dropped: the repository is gone, archived or empty');
    const domains = await context.domains.at(context, job.repository.nodeId, branch.oid);
    if (domains.length === 0)
      return log.info(about, 'silent: no patterns/*/taxonomy.yaml on the default branch');
    for (const { domain, whyNot } of domains)
      if (whyNot !== null) log.warn({ domain }, `index left as it is: ${whyNot}`);
    const later = domains.find(({ index }) => index.kind === 'later-release');
    if (later)
      return log.warn({ ...about, domain: later.domain }, 'index left as it is: a later release wrote it');
    const records = await findReproductions(context, job.repository.nodeId, branch, domains);
    const listed = domains.flatMap(one => one.listed);
    const changes = indexChanges(listed, wantedFiles(domains, records));
    if (pathsIn(changes).length === 0) {
      // What open pull requests are compared with may have changed, whoever pushed it.
      await lookAtPullRequests(context, job);
      return log.info(about, 'index is up to date');
    }
    const brake = brakeOn(ownCommitsIn(branch.recent), context.version);
    if (brake === 'later-release')
      return log.warn(about, 'index left as it is: a later release wrote it, and nobody has pushed since');
    if (brake === 'loop') return tellBrake(context, job.repository, branch, pathsIn(changes));
    const message = ownMessage(context.version, branch.oid, records.size > 0);
    let result: CommitResult | null = await commitFiles(github, branch, message, changes);
    if (result.kind === 'committed' && result.oid !== null)
      context.domains.keep(job.repository.nodeId, result.oid, withGenerated(domains, changes));
    if (result.kind === 'refused') {
      log.warn(
        { ...about, branch: branch.branch },
        `the index comes as a pull request: ${result.reason} Put the App on the bypass list of the branch’s ruleset.`,
      );
      // Records are not for pull requests, also not for ours: whoever merges it could not tell a forged one.
      const wanted = wantedFiles(domains, new Map());
      const index = { wanted, changes: indexChanges(listed, wanted) };
      result =
        pathsIn(index.changes).length === 0
          ? null
          : await proposeIndex(github, job.repository.nodeId, branch, message, index);
      // Nothing was pushed to the default branch that would ask for this look.
      if (result === null || result.kind === 'committed') await lookAtPullRequests(context, job);
      if (result === null) return log.info(about, 'the pull request with the index is up to date');
    }
    if (result.kind === 'committed') return log.info({ ...about, commit: result.oid }, 'index is written');
    if (result.kind === 'refused')
      throw new Error(
        `the index can be written neither to ${branch.branch} nor to ${indexBranch}: ${result.reason}`,
      );
    log.info({ ...about, attempt }, 'the branch moved while the index was made; starting over');
  }
  throw new Error(`the branch moved ${maxAttempts} times while the index was made`);
}

/** Refuses the default branch as it stands; null where somebody has pushed since, or nothing is there any more. */
export async function refuseIndex(
  { github, identity }: Pick<JobContext, 'github' | 'identity'>,
  job: IndexJob,
  { head }: Refusal,
): Promise<string | null> {
  const branch = await readBranch(github, job.repository.nodeId, identity.appId, maxRecent);
  return branch === null || (head !== null && head !== branch.oid) ? null : branch.oid;
}

/** What the generated files of the domains should be, with these records added. */
function wantedFiles(
  domains: readonly DomainAt[],
  records: ReadonlyMap<string, Reproduction[]>,
): WantedFiles {
  const texts = new Map<string, Record<string, string>>();
  for (const { domain, taxonomy, library } of domains) {
    if (taxonomy === null) continue;
    const added = records.get(domain) ?? [];
    const reproductions = [...library.reproductions, ...added];
    texts.set(domain, {
      ...(added.length > 0 && {
        [`patterns/${domain}/reproductions.json`]: reproductionsJson(reproductions),
      }),
      ...indexFiles({ ...library, reproductions }, taxonomy),
    });
  }
  const left = new Set(domains.flatMap(one => one.left));
  const there = new Set(domains.flatMap(({ listed }) => listed.map(({ path }) => path)));
  // What only the branch of a proposal has, the App has put there.
  return { texts, isOwn: path => left.has(path) || !there.has(path) };
}
