import { queryPast } from '../github/client.ts';
import { hasTaxonomy } from '../github/is-library.ts';
import { allPages, nodesOf, noMore } from '../github/pages.ts';
import { openPullRequestsQuery } from '../github/repository-documents.ts';
import type { JobContext } from './context.ts';
import { type Job, jobKey, type RepositoryJob } from './job.ts';
import type { Priority } from './priority.ts';

type Place = Pick<RepositoryJob, 'installationId' | 'repository'>;
type Look = { job: RepositoryJob; state: string };

/** Sweeps a repository: the index, every open pull request and every merge group get another look, so whatever was missed is made good. */
export async function lookAtRepository(
  context: JobContext,
  { installationId, repository, onlyChanged }: Extract<Job, { kind: 'repository' }>,
): Promise<void> {
  const looks = await looksAt(context, { installationId, repository });
  if (looks === null) return;
  const asked = await askFor(context, looks, onlyChanged ?? false);
  context.log.info({ repository: repository.name, looks: looks.length, asked }, 'looking at the repository');
}

/** Asks for a look at every open pull request. */
export async function lookAtPullRequests(
  context: JobContext,
  { installationId, repository }: Place,
): Promise<void> {
  const looks = await looksAt(context, { installationId, repository });
  const pullRequests = (looks ?? []).filter(({ job }) => job.kind === 'pull-request');
  await askFor(context, pullRequests, false, 'sweep');
  const about = { repository: repository.name, pullRequests: pullRequests.length };
  context.log.info(about, 'looking at every open pull request');
}

/** Returns what can be looked at in a repository, each with what tells that it has changed; null where there is no library. */
async function looksAt({ github, log }: JobContext, place: Place): Promise<Look[] | null> {
  const { id, nodeId, name } = place.repository;
  // Where the App may not read merge queues, there are none for it.
  const read = (after: string | null) =>
    queryPast(github, 'mergeQueue', openPullRequestsQuery, { repositoryId: nodeId, after });
  const { node } = await read(null);
  if (!node || node.isArchived || !node.defaultBranchRef) {
    log.info({ repository: name, id }, 'dropped: the repository is gone, archived or empty');
    return null;
  }
  if (!hasTaxonomy(node.object)) {
    log.info({ repository: name }, 'silent: no patterns/*/taxonomy.yaml on the default branch');
    return null;
  }
  const { items } = await allPages(
    node.pullRequests,
    async after => (await read(after)).node?.pullRequests ?? noMore,
  );
  const branch = node.defaultBranchRef.target?.oid ?? '';
  const groups = nodesOf(node.mergeQueue?.entries).flatMap(({ headCommit }) => headCommit?.oid ?? []);
  return [
    ...items.map(({ number, headRefOid, updatedAt }) => ({
      job: { kind: 'pull-request', ...place, number } as const,
      state: `${headRefOid} ${updatedAt} ${branch}`,
    })),
    ...[...new Set(groups)].map(headOid => ({
      job: { kind: 'merge-group', ...place, headOid } as const,
      state: branch,
    })),
    { job: { kind: 'index', ...place } as const, state: branch },
  ];
}

/** Returns how many looks were asked for. A merge queue waits for its groups, so they are always as urgent as can be. */
async function askFor(
  { seen, enqueue }: JobContext,
  looks: Look[],
  onlyChanged: boolean,
  priority?: Priority,
): Promise<number> {
  let asked = 0;
  for (const { job, state } of looks) {
    if (!onlyChanged) seen.forget(jobKey(job));
    const urgency = job.kind === 'merge-group' ? 'fresh' : priority;
    if (await seen.lookUnlessSeen(jobKey(job), state, () => enqueue(job, urgency))) asked += 1;
  }
  return asked;
}
