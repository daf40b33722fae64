import { applyDifference } from '../github/apply-difference.ts';
import { readSnapshot } from '../github/read-snapshot.ts';
import { externalIdOf, planPullRequest } from '../reading/plan-pull-request.ts';
import { couldNotCheck } from '../review/check-run.ts';
import { differenceOf, isEmpty } from '../review/difference.ts';
import type { Review } from '../review/review.ts';
import type { JobContext } from './context.ts';
import type { Job } from './job.ts';

type PullRequestJob = Extract<Job, { kind: 'pull-request' }>;

/** Reads a pull request as it is now, computes the whole answer, and writes what is not there yet. */
export async function reviewPullRequest(context: JobContext, job: PullRequestJob): Promise<void> {
  const { github, identity, log } = context;
  const about = { repository: job.repository.name, pullRequest: job.number };
  const plan = await planPullRequest(context, job.repository.nodeId, job.number);
  if (plan.kind === 'gone') return log.info(about, 'dropped: repository or pull request is gone or archived');
  if (plan.kind === 'not-open')
    return log.info(about, `dropped: the pull request is ${plan.state.toLowerCase()}`);
  if (plan.kind === 'no-library')
    return log.info(about, 'silent: no patterns/*/taxonomy.yaml on the default branch');
  const { snapshot, review, difference } = plan;
  if (isEmpty(difference)) return log.info(about, 'reviewed: nothing has changed');
  await applyDifference(github, snapshot, difference, identity.checkName);
  log.info({ ...about, head: snapshot.headOid, conclusion: review.checkRun.conclusion }, 'reviewed');
}

/** The last word when a review failed again and again for reasons of ours. */
export async function giveUpOnPullRequest(context: JobContext, job: PullRequestJob): Promise<void> {
  const snapshot = await readSnapshot(context.github, job.repository.nodeId, job.number, context.identity);
  if (snapshot?.state !== 'OPEN') return;
  const checkRun = couldNotCheck(
    'Pattern Librarian tried several times and could not finish looking at this pull request.',
  );
  const review: Review = { checkRun, comment: null, labels: null };
  const difference = differenceOf(snapshot, review, externalIdOf(job.number, review), () => false);
  if (!isEmpty(difference))
    await applyDifference(context.github, snapshot, difference, context.identity.checkName);
}
