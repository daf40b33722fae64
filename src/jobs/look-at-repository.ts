import { allPages, type Page, query } from '../github/client.ts';
import { openPullRequestsQuery } from '../github/documents.ts';
import { hasTaxonomy, type PatternsTree } from '../github/is-library.ts';
import type { JobContext } from './context.ts';
import type { Job } from './job.ts';

type RepositoryJob = Extract<Job, { kind: 'repository' }>;

/** A sweep: the index and every open pull request get another look, so whatever was missed is made good. */
export async function lookAtRepository(context: JobContext, job: RepositoryJob): Promise<void> {
  if (await lookAtPullRequests(context, job)) await context.enqueue({ ...job, kind: 'index' });
}

/** Asks for a look at every open pull request; false when there is no library to compare them with. */
export async function lookAtPullRequests(
  context: JobContext,
  job: Pick<Job, 'installationId' | 'repository'>,
): Promise<boolean> {
  const { github, log } = context;
  const { installationId, repository } = job;
  const about = { repository: repository.name };
  const read = async (after: string | null): Promise<Node | null> =>
    (
      await query<{ node: Node | null }>(github, openPullRequestsQuery, {
        repository: repository.nodeId,
        after,
      })
    ).node;
  const node = await read(null);
  if (!node || node.isArchived || !node.defaultBranchRef) {
    log.info(about, 'dropped: the repository is gone, archived or empty');
    return false;
  }
  if (!hasTaxonomy(node.object)) {
    log.info(about, 'silent: no patterns/*/taxonomy.yaml on the default branch');
    return false;
  }
  const none: Node['pullRequests'] = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  const { items } = await allPages(
    node.pullRequests,
    async after => (await read(after))?.pullRequests ?? none,
  );
  for (const { number } of items)
    await context.enqueue({ kind: 'pull-request', installationId, repository, number });
  log.info({ ...about, pullRequests: items.length }, 'looking at every open pull request');
  return true;
}

type Node = {
  isArchived: boolean;
  defaultBranchRef: { name: string } | null;
  object: PatternsTree;
  pullRequests: Page<{ number: number; headRefOid: string }>;
};
