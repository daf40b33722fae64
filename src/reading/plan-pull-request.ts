import { createHash } from 'node:crypto';
import { compareWithDefault } from '../github/compare.ts';
import { readSnapshot } from '../github/read-snapshot.ts';
import { couldNotCheck } from '../review/check-run.ts';
import { type Difference, differenceOf } from '../review/difference.ts';
import { ownLabels } from '../review/labels.ts';
import { planReview } from '../review/plan-review.ts';
import type { Review } from '../review/review.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { ReadingContext } from './context.ts';
import { inspectCommit, type Outcome } from './inspect-commit.ts';

/** What the App would say of a pull request and what of it is not there yet; or why it would say nothing. */
export type Plan =
  | { kind: 'planned'; snapshot: PullRequestSnapshot; review: Review; difference: Difference }
  /** Repository or pull request is not there any more, or archived. */
  | { kind: 'gone' }
  | { kind: 'not-open'; state: 'CLOSED' | 'MERGED' }
  /** No `patterns/*\/taxonomy.yaml` on the default branch. */
  | { kind: 'no-library' };

/** Reads a pull request as it is now and computes the whole answer. Nothing is written. */
export async function planPullRequest(
  context: ReadingContext,
  /** Its node id. */
  repository: string,
  number: number,
): Promise<Plan> {
  const snapshot = await snapshotOf(context, repository, number);
  if (snapshot === null) return { kind: 'gone' };
  if (snapshot.state !== 'OPEN') return { kind: 'not-open', state: snapshot.state };
  const outcome = await inspectCommit(context, {
    repository,
    headOid: snapshot.headOid,
    policyOid: snapshot.repository.defaultOid,
    files: snapshot.files,
    approved: snapshot.approvedBy.length > 0,
  });
  if (outcome.kind === 'no-library') return outcome;
  const review = reviewFor(context, snapshot, outcome);
  const own = ownLabels(outcome.kind === 'inspected' ? outcome.taxonomies : []);
  const difference = differenceOf(snapshot, review, externalIdOf(number, review), label => own.has(label));
  return { kind: 'planned', snapshot, review, difference };
}

/**
 * A check run belongs to a commit, not to a pull request. So that a second pull request of the same commit into another
 * branch cannot turn it green, what counts is always the difference from the default branch.
 */
async function snapshotOf(
  { github, identity }: ReadingContext,
  repository: string,
  number: number,
): Promise<PullRequestSnapshot | null> {
  const snapshot = await readSnapshot(github, repository, number, identity);
  if (snapshot === null || snapshot.baseBranch === snapshot.repository.defaultBranch) return snapshot;
  const comparison = await compareWithDefault(github, repository, snapshot.headOid);
  return comparison && { ...snapshot, files: comparison.files, filesComplete: comparison.filesComplete };
}

function reviewFor(
  context: ReadingContext,
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
export function externalIdOf(number: number, { checkRun }: Review): string {
  const hash = createHash('sha256').update(JSON.stringify(checkRun)).digest('hex');
  return `pr-${number}:${hash.slice(0, 40)}`;
}
