import { createHash } from 'node:crypto';
import type { Claim } from '../catalog/claim.ts';
import { compareWithDefault } from '../github/compare.ts';
import { readMergeBase } from '../github/read-merge-base.ts';
import { readSnapshot } from '../github/read-snapshot.ts';
import { readWriters } from '../github/read-writers.ts';
import { withConversations } from '../github/with-conversations.ts';
import type { Inspection } from '../inspection/inspect.ts';
import { agreesTo } from '../review/agreement/judgement.ts';
import { sharedSignOffsOf } from '../review/agreement/sign-offs.ts';
import { answersTo } from '../review/commands/answers.ts';
import { type RefusedLabel, withoutCollisions } from '../review/comment-state.ts';
import { answersOnly, type Difference, differenceOf } from '../review/difference.ts';
import { ownLabels } from '../review/labels.ts';
import { planReview } from '../review/plan-review.ts';
import type { Review } from '../review/review.ts';
import { authorsOf, type PullRequestSnapshot } from '../review/snapshot.ts';
import type { Suggestion } from '../review/suggestions.ts';
import { brokenLibrary, uncheckedReview } from '../review/unchecked.ts';
import type { PlanningContext } from './context.ts';
import { inspectCommit } from './inspect-commit.ts';
import { claimsIn } from './load-claims.ts';
import { writesPattern } from './scope.ts';
import { fixableTexts, onLinesOfTheDiff } from './suggestable.ts';

/** What the App would say of a pull request and what of it is not there yet; or why it would say nothing. */
export type Plan =
  | {
      kind: 'planned';
      snapshot: PullRequestSnapshot;
      review: Review;
      difference: Difference;
      /** What is to be written when it is known that GitHub refuses labels. */
      knowing(refused: readonly RefusedLabel[]): Difference;
    }
  /** Repository or pull request is not there any more, or archived. */
  | { kind: 'gone' }
  /** `alsoLookAt`: other pull requests that were told of this one. */
  | { kind: 'not-open'; snapshot: PullRequestSnapshot; difference: Difference; alsoLookAt: number[] }
  /** No `patterns/*\/taxonomy.yaml` on the default branch. */
  | { kind: 'no-library' };

/** Reads a pull request as it is now and computes the whole answer. Nothing is written. */
export async function planPullRequest(
  context: PlanningContext,
  repositoryId: string,
  number: number,
): Promise<Plan> {
  const snapshot = await snapshotOf(context, repositoryId, number);
  if (snapshot === null) return { kind: 'gone' };
  const endTurn = snapshot.state === 'OPEN' ? context.takeTurn?.(snapshot) : undefined;
  try {
    return await planFor(context, snapshot);
  } finally {
    endTurn?.();
  }
}

/** The same of a pull request that has been read already, so that one that was recorded can be replayed. */
export async function planFor(context: PlanningContext, snapshot: PullRequestSnapshot): Promise<Plan> {
  const signOffs = sharedSignOffsOf(snapshot);
  const [{ previous }] = signOffs;
  const { number, headOid, files, siblings, state } = snapshot;
  if (state !== 'OPEN') {
    const alsoLookAt = [...(previous?.collides ?? []), ...siblings.map(({ number }) => number)];
    // Where it was never reviewed, nobody is listening.
    const wasReviewed = snapshot.comments.length > 0;
    const answers = wasReviewed
      ? answersTo(snapshot, [], `This pull request is ${state.toLowerCase()}.`)
      : [];
    const difference = answersOnly(snapshot, answers);
    return {
      kind: 'not-open',
      snapshot,
      difference: { ...difference, comment: forgotten(snapshot) },
      alsoLookAt,
    };
  }
  const { id: repositoryId, nameWithOwner, defaultBranch } = snapshot.repository;
  const claims = await claimsOfOthers(context, snapshot);
  const outcome = await inspectCommit(context, {
    repositoryId,
    headOid,
    policyOid: snapshot.repository.defaultOid,
    files,
    pullRequestContext: { agrees: agreesTo(signOffs), claims, pullRequest: firstOf(number, siblings) },
    readMergeBase: () => readMergeBase(context.github, nameWithOwner, defaultBranch, headOid),
  });
  if (outcome.kind === 'no-library') return outcome;
  if (outcome.kind === 'broken') {
    const answers = answersTo(snapshot, [], outcome.reason);
    const review = uncheckedReview(snapshot, brokenLibrary(outcome.reason), previous, answers);
    return planned(
      snapshot,
      () => review,
      () => false,
    );
  }
  const { inspections, taxonomies, head } = outcome;
  const written = new Set(files.flatMap(({ path, change }) => (change === 'deleted' ? [] : path)));
  const own = inspections.flatMap(({ files }) => files.filter(({ path }) => written.has(path)));
  context.claims.keep(repositoryId, number, headOid, claimsIn(number, own));
  const isOwnLabel = ownLabels(taxonomies);
  const { version } = context;
  const texts = await fixableTexts(head, inspections);
  const authorMayWrite = await mayFound(context, snapshot, inspections);
  const input = { snapshot, inspections, texts, signOffs, claims, isOwnLabel, version, authorMayWrite };
  const review = planReview(input);
  const offered = review.note ? review.suggestions : [];
  const inDiff = await onLinesOfTheDiff(context, snapshot, texts, offered);
  const ids = new Set(inDiff.map(({ id }) => id));
  const isInDiff = ({ id }: Suggestion): boolean => ids.has(id);
  const areAll = ids.size === offered.length;
  const seen = areAll ? input : { ...input, isInDiff };
  return planned(
    snapshot,
    // What has just been planned is not planned again.
    refusedLabels => (areAll && refusedLabels.length === 0 ? review : planReview({ ...seen, refusedLabels })),
    isOwnLabel,
  );
}

/**
 * The first of the pull requests of one head: a check run belongs to the commit, so who was earlier than others must be the same for all
 * of them, or each would write over what another has said, for ever.
 */
function firstOf(number: number, siblings: PullRequestSnapshot['siblings']): number {
  return Math.min(number, ...siblings.map(sibling => sibling.number));
}

/** Those who claimed the same are told once that a pull request is closed, and not whenever somebody speaks in it. */
function forgotten({ comments: [comment] }: PullRequestSnapshot): Difference['comment'] {
  if (!comment || comment.revisions.length > 0) return null;
  const body = withoutCollisions(comment.body);
  return body === null ? null : { kind: 'update', id: comment.id, body };
}

/** Whether one of those whose work a new domain is could push it as well; nobody is asked where there is none. */
async function mayFound(
  { github }: PlanningContext,
  snapshot: PullRequestSnapshot,
  inspections: readonly Inspection[],
): Promise<boolean> {
  if (inspections.every(({ policy }) => policy.proposed === undefined)) return false;
  const writers = await readWriters(github, snapshot.repository.nameWithOwner, authorsOf(snapshot));
  return writers.length > 0;
}

function planned(
  snapshot: PullRequestSnapshot,
  reviewKnowing: (refused: readonly RefusedLabel[]) => Review,
  isOwnLabel: (name: string) => boolean,
): Plan {
  const review = reviewKnowing([]);
  const differenceTo = (review: Review): Difference =>
    differenceOf(snapshot, review, externalIdOf(snapshot.number, review), isOwnLabel);
  const knowing = (refused: readonly RefusedLabel[]): Difference => differenceTo(reviewKnowing(refused));
  return { kind: 'planned', snapshot, review, difference: differenceTo(review), knowing };
}

/**
 * A check run belongs to a commit, not to a pull request. So that a second pull request of the same commit into another
 * branch cannot turn it green, what counts is always the difference from the default branch.
 */
async function snapshotOf(
  { github, identity }: PlanningContext,
  repositoryId: string,
  number: number,
): Promise<PullRequestSnapshot | null> {
  const alone = await readSnapshot(github, repositoryId, number, identity);
  if (alone === null) return null;
  const snapshot = { ...alone, siblings: await withConversations(github, alone, identity) };
  if (snapshot.baseBranch === snapshot.repository.defaultBranch) return snapshot;
  const comparison = await compareWithDefault(github, repositoryId, snapshot.headOid);
  return comparison && { ...snapshot, files: comparison.files, filesComplete: comparison.filesComplete };
}

/** Nothing is asked where this pull request takes nothing. */
async function claimsOfOthers(
  context: PlanningContext,
  { repository, files, others }: PullRequestSnapshot,
): Promise<Claim[]> {
  return files.some(writesPattern) ? context.claims.of(context, repository.id, others) : [];
}

/**
 * Names the content of a check run: equal id, no write. It begins with the pull request's number, because the payload of
 * GitHub's re-run button carries no pull request.
 */
export function externalIdOf(number: number, { checkRun }: Review): string {
  const hash = createHash('sha256').update(JSON.stringify(checkRun)).digest('hex');
  return `pr-${number}:${hash.slice(0, 40)}`;
}
