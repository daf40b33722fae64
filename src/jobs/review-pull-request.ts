import { createHash } from 'node:crypto';
import { applyDifference } from '../github/apply-difference.ts';
import { compareWithDefault } from '../github/compare.ts';
import { readSnapshot } from '../github/read-snapshot.ts';
import { couldNotCheck } from '../review/check-run.ts';
import { differenceOf, isEmpty } from '../review/difference.ts';
import { ownLabels } from '../review/labels.ts';
import { planReview } from '../review/plan-review.ts';
import type { Review } from '../review/review.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { JobContext } from './context.ts';
import { inspectCommit, type Outcome } from './inspect-commit.ts';
import type { Job } from './job.ts';

type PullRequestJob = Extract<Job, { kind: 'pull-request' }>;

/** Reads a pull request as it is now, computes the whole answer, and writes what is not there yet. */
export async function reviewPullRequest(context: JobContext, job: PullRequestJob): Promise<void> {
  const { github, identity, log } = context;
  const about = { repository: job.repository.name, pullRequest: job.number };
  const snapshot = await snapshotOf(context, job);
  if (snapshot === null) return log.info(about, 'dropped: repository or pull request is gone or archived');
  if (snapshot.state !== 'OPEN')
    return log.info(about, `dropped: the pull request is ${snapshot.state.toLowerCase()}`);
  const { repository, headOid } = snapshot;
  const outcome = await inspectCommit(context, {
    repository: repository.id,
    headOid,
    policyOid: repository.defaultOid,
    files: snapshot.files,
    approved: snapshot.approvedBy.length > 0,
  });
  if (outcome.kind === 'no-library')
    return log.info(about, 'silent: no patterns/*/taxonomy.yaml on the default branch');
  const review = reviewFor(context, snapshot, outcome);
  const own = ownLabels(outcome.kind === 'inspected' ? outcome.taxonomies : []);
  const difference = differenceOf(snapshot, review, externalIdOf(job.number, review), label =>
    own.has(label),
  );
  if (isEmpty(difference)) return log.info(about, 'reviewed: nothing has changed');
  await applyDifference(github, snapshot, difference, identity.checkName);
  log.info({ ...about, head: headOid, conclusion: review.checkRun.conclusion }, 'reviewed');
}

/**
 * A check run belongs to a commit, not to a pull request. So that a second pull request of the same commit into another
 * branch cannot turn it green, what counts is always the difference from the default branch.
 */
async function snapshotOf(
  { github, identity }: JobContext,
  job: PullRequestJob,
): Promise<PullRequestSnapshot | null> {
  const snapshot = await readSnapshot(github, job.repository.nodeId, job.number, identity);
  if (snapshot === null || snapshot.baseBranch === snapshot.repository.defaultBranch) return snapshot;
  const comparison = await compareWithDefault(github, job.repository.nodeId, snapshot.headOid);
  return comparison && { ...snapshot, files: comparison.files, filesComplete: comparison.filesComplete };
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

function reviewFor(
  context: JobContext,
  snapshot: PullRequestSnapshot,
  outcome: Exclude<Outcome, { kind: 'no-library' }>,
): Review {
  if (outcome.kind === 'inspected') return planReview(snapshot, outcome.inspections, context.version);
  return {
    checkRun: { ...couldNotCheck(outcome.reason), title: 'Could not check: a maintainer has to act first' },
    comment: null,
    labels: null,
  };
}

/**
 * Names the content of a check run: equal id, no write. It begins with the pull request's number, because the payload of
 * GitHub's re-run button carries no pull request.
 */
function externalIdOf(number: number, { checkRun }: Review): string {
  const hash = createHash('sha256').update(JSON.stringify(checkRun)).digest('hex');
  return `pr-${number}:${hash.slice(0, 40)}`;
}
