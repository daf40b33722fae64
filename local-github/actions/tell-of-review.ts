import { presentPullRequest } from '../present/pull-request.ts';
import { presentReview } from '../present/review.ts';
import { presentReviewComment } from '../present/review-comment.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, PullRequest, PullRequestReview, Repository } from '../state.ts';
import type { World } from '../world.ts';

/** Tells that a review was submitted or dismissed. Unlike REST, events write its state in lower case. */
export async function tellOfReview(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
  action: 'submitted' | 'dismissed',
  actor: Actor,
): Promise<void> {
  const presented = presentReview(world, repository, pullRequest, review);
  const payload = {
    review: { ...presented, state: review.state.toLowerCase() },
    pull_request: await presentPullRequest(world, repository, pullRequest),
    sender: presentUser(world, actor),
  };
  world.emit({ name: 'pull_request_review', action, repository, payload });
}

/** Tells of each comment that a submitted review brings. */
export async function tellOfReviewComments(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
): Promise<void> {
  for (const comment of review.comments) {
    const payload = {
      comment: await presentReviewComment(world, repository, pullRequest, review, comment),
      pull_request: await presentPullRequest(world, repository, pullRequest),
      sender: presentUser(world, review.author),
    };
    world.emit({ name: 'pull_request_review_comment', action: 'created', repository, payload });
  }
}
