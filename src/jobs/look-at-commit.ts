import { query } from '../github/client.ts';
import { allPages, nodesOf, noMore } from '../github/pages.ts';
import { commitQuery } from '../github/repository-documents.ts';
import { workflowRunsIn } from '../github/workflow-runs.ts';
import { isReproduction } from '../review/reproduction.ts';
import type { JobContext } from './context.ts';
import type { Job } from './job.ts';

type CommitJob = Extract<Job, { kind: 'commit' }>;

/**
 * Looks at a commit on which a workflow has ended. If it measured benchmarks again, the open pull requests with this head get another
 * look; where there are none, it may have ended after the merge, and the index does.
 */
export async function lookAtCommit(context: JobContext, job: CommitJob): Promise<void> {
  const { github, log } = context;
  const { installationId, repository, headOid } = job;
  const about = { repository: repository.name, head: headOid };
  const read = (after: string | null) =>
    query(github, commitQuery, { repositoryId: repository.nodeId, head: headOid, after });
  const { node } = await read(null);
  if (!node?.object || node.isArchived)
    return log.info(about, 'dropped: the repository or the commit is gone or archived');
  const runs = workflowRunsIn(nodesOf(node.object.checkSuites)).filter(isReproduction);
  if (runs.length === 0) return log.info(about, 'silent: no benchmark was measured again on this commit');
  const { items } = await allPages(
    node.pullRequests,
    async after => (await read(after)).node?.pullRequests ?? noMore,
  );
  const numbers = items.flatMap(({ number, headRefOid }) => (headRefOid === headOid ? number : []));
  for (const number of numbers)
    await context.enqueue({ kind: 'pull-request', installationId, repository, number });
  if (numbers.length === 0) await context.enqueue({ kind: 'index', installationId, repository });
  log.info({ ...about, pullRequests: numbers.length }, 'benchmarks were measured again');
}
