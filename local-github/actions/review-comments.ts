import { nodeId } from '../node-id.ts';
import { anchorOf, type Place } from '../review-places.ts';
import type { PullRequest, PullRequestReview, Repository, ReviewComment } from '../state.ts';
import type { World } from '../world.ts';

export type NewReviewComment = Place & { body: string };

/** A comment for lines of a commit, not yet put anywhere; or why GitHub would not take it. */
export async function newReviewComment(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  commitOid: string,
  { body, ...place }: NewReviewComment,
): Promise<{ ok: true; comment: ReviewComment } | { ok: false; reason: string }> {
  if (body.trim() === '') return { ok: false, reason: "Body can't be blank" };
  const found = await anchorOf(repository, pullRequest, commitOid, place);
  if (!found.ok) return found;
  const id = world.nextId();
  const comment = {
    id,
    nodeId: nodeId('PullRequestReviewComment', id),
    body,
    ...place,
    commitOid,
    ...found.anchor,
    createdAt: world.now().toISOString(),
  };
  return { ok: true, comment };
}

/** Adds a comment on lines to a pending review, where it starts a thread. */
export async function addReviewThread(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
  input: NewReviewComment,
): Promise<{ ok: true; comment: ReviewComment } | { ok: false; reason: string }> {
  if (review.state !== 'PENDING') {
    return { ok: false, reason: 'Could not add to a review that has already been submitted' };
  }
  const made = await newReviewComment(world, repository, pullRequest, review.commitOid, input);
  if (made.ok) review.comments.push(made.comment);
  return made;
}
