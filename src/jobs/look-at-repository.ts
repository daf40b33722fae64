import { query } from '../github/client.ts';
import { hasTaxonomy } from '../github/is-library.ts';
import { allPages, noMore } from '../github/pages.ts';
import { openPullRequestsQuery } from '../github/repository-documents.ts';
import type { JobContext } from './context.ts';
import type { Job } from './job.ts';

type RepositoryJob = Extract<Job, { kind: 'repository' }>;

/** Sweeps a repository: the index and every open pull request get another look, so whatever was missed is made good. */
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
  const read = (after: string | null) =>
    query(github, openPullRequestsQuery, { repositoryId: repository.nodeId, after });
  const { node } = await read(null);
  if (!node || node.isArchived || !node.defaultBranchRef) {
    log.info(about, 'dropped: the repository is gone, archived or empty');
    return false;
  }
  if (!hasTaxonomy(node.object)) {
    log.info(about, 'silent: no patterns/*/taxonomy.yaml on the default branch');
    return false;
  }
  const { items } = await allPages(
    node.pullRequests,
    async after => (await read(after)).node?.pullRequests ?? noMore,
  );
  for (const { number } of items)
    await context.enqueue({ kind: 'pull-request', installationId, repository, number });
  log.info({ ...about, pullRequests: items.length }, 'looking at every open pull request');
  return true;
}
