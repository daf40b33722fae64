import { type Applied, applyDifference, rewriteComment } from '../github/apply-difference.ts';
import { isLibrary } from '../github/is-library.ts';
import { readSnapshot } from '../github/read-snapshot.ts';
import { externalIdOf, type Plan, planPullRequest } from '../planning/plan-pull-request.ts';
import { sharedSignOffsOf } from '../review/agreement/sign-offs.ts';
import { differenceOf, isEmpty } from '../review/difference.ts';
import { hasPartialVerdict } from '../review/named-check-run.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { ourFault, refusedForEnding, type Unchecked, uncheckedReview } from '../review/unchecked.ts';
import type { JobContext } from './context.ts';
import { type Job, jobKey } from './job.ts';
import type { Refusal } from './run-job.ts';

type PullRequestJob = Extract<Job, { kind: 'pull-request' }>;

/** Reads a pull request as it is now, computes the whole answer, and writes what is not there yet. */
export async function reviewPullRequest(context: JobContext, job: PullRequestJob): Promise<void> {
  const { github, log } = context;
  const about = aboutOf(job);
  const takeTurn = ({ author }: PullRequestSnapshot) => context.turns.take(job, author);
  const plan = await planPullRequest({ ...context, takeTurn }, job.repository.nodeId, job.number);
  if (plan.kind === 'gone') {
    // A pull request cannot be deleted, but GitHub may tell of it before all of GitHub knows it.
    if (await isLibrary(github, job.repository.nodeId))
      throw new Error(
        `GitHub does not know pull request ${job.number} of this library, or does not know it yet`,
      );
    return log.info(about, 'dropped: the repository is gone, archived or no library');
  }
  if (plan.kind === 'not-open') {
    const { snapshot, difference, alsoLookAt } = plan;
    if (!isEmpty(difference)) tellRefusals(context, job, await applyDifference(github, snapshot, difference));
    await lookAt(context, job, alsoLookAt);
    return log.info(about, `dropped: the pull request is ${snapshot.state.toLowerCase()}`);
  }
  if (plan.kind === 'no-library')
    return log.info(about, 'silent: no patterns/*/taxonomy.yaml on the default branch');
  const { snapshot, review, difference } = plan;
  // What could not be looked at is tried again by the next sweep, although nothing may have changed by then.
  if (review.checkRun.conclusion === 'action_required') context.seen.forget(jobKey(job));
  if (isEmpty(difference)) return log.info(about, 'reviewed: nothing has changed');
  // Also those that claim the same, if there is something new to tell: then it stands in the check as well.
  // What is said in one of several pull requests of a commit may count in the others. They read what we have read and
  // nothing that we write, so they are asked for first: a broken attempt cannot forget them.
  const siblings = difference.comment === null ? [] : snapshot.siblings.map(({ number }) => number);
  const colliding = difference.checkRun === null ? [] : review.alsoLookAt;
  await lookAt(context, job, [...colliding, ...siblings]);
  const applied = await applyDifference(github, snapshot, difference);
  tellRefusals(context, job, applied);
  await rememberRefusals(context, job, plan, applied);
  if (applied.isOvertaken) await lookAt(context, job, [job.number]);
  log.info({ ...about, head: snapshot.headOid, conclusion: review.checkRun.conclusion }, 'reviewed');
}

/** Says the last word when a review failed again and again for reasons of ours. */
export async function giveUpOnPullRequest(context: JobContext, job: PullRequestJob): Promise<void> {
  const snapshot = await waitingForUs(context, job);
  // The verdict is there; what could not be written only points at lines.
  if (snapshot === null || hasPartialVerdict(snapshot.checkRun)) return;
  const reason = 'Pattern Librarian tried several times and could not finish looking at this pull request.';
  await say(context, job, snapshot, ourFault(reason));
}

/** Says that the process ends of this head; null where that is another than the one that was refused, or nobody waits for it. */
export async function refusePullRequest(
  context: JobContext,
  job: PullRequestJob,
  { times, head }: Refusal,
): Promise<string | null> {
  const snapshot = await waitingForUs(context, job);
  if (snapshot === null || (head !== null && head !== snapshot.headOid)) return null;
  await say(context, job, snapshot, refusedForEnding(times));
  return snapshot.headOid;
}

/** Reads the pull request, and none of its files. Where it is closed or there is no library, nobody waits for a word of ours. */
async function waitingForUs(
  { github, identity }: JobContext,
  job: PullRequestJob,
): Promise<PullRequestSnapshot | null> {
  const snapshot = await readSnapshot(github, job.repository.nodeId, job.number, identity);
  return snapshot?.state === 'OPEN' && (await isLibrary(github, job.repository.nodeId)) ? snapshot : null;
}

async function say(
  context: JobContext,
  job: PullRequestJob,
  snapshot: PullRequestSnapshot,
  unchecked: Unchecked,
): Promise<void> {
  const [{ previous }] = sharedSignOffsOf(snapshot);
  const review = uncheckedReview(snapshot, unchecked, previous, []);
  const difference = differenceOf(snapshot, review, externalIdOf(job.number, review), () => false);
  if (!isEmpty(difference))
    tellRefusals(context, job, await applyDifference(context.github, snapshot, difference));
}

/** Labels that GitHub refuses are told in the comment, which remembers them: the next look does not try again. */
async function rememberRefusals(
  context: JobContext,
  job: PullRequestJob,
  plan: Extract<Plan, { kind: 'planned' }>,
  { refusedLabels, commentId }: Applied,
): Promise<void> {
  if (refusedLabels.length === 0 || commentId === null) return;
  const { comment } = plan.knowing(refusedLabels);
  if (comment === null) return;
  const refusals = await rewriteComment(context.github, commentId, comment.body);
  tellRefusals(context, job, { refusals });
}

/** What GitHub refuses for good, operators can read; the rest of the review stands. */
function tellRefusals(
  { log }: JobContext,
  job: PullRequestJob,
  { refusals }: Pick<Applied, 'refusals'>,
): void {
  if (refusals.length > 0) log.warn({ ...aboutOf(job), refusals }, 'GitHub refuses a part of the review');
}

function aboutOf(job: PullRequestJob): { repository: string; pullRequest: number } {
  return { repository: job.repository.name, pullRequest: job.number };
}

/** Looks that ask for each other come to rest after two or three; if they do not, that is a fault of ours, and it ends here. */
const maxHops = 6;

async function lookAt(
  { enqueue, log }: JobContext,
  job: PullRequestJob,
  numbers: readonly number[],
): Promise<void> {
  const { installationId, repository } = job;
  const hops = (job.hops ?? 0) + 1;
  if (numbers.length > 0 && hops > maxHops)
    return log.error(
      { ...aboutOf(job), numbers },
      'stopped: looks have asked for each other again and again',
    );
  for (const number of numbers)
    await enqueue({ kind: 'pull-request', installationId, repository, number, hops });
}
