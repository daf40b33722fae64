import { resolveCommit } from '../git.ts';
import { nodeId } from '../node-id.ts';
import type { Actor, PullRequest, PullRequestReview, Repository, ReviewComment } from '../state.ts';
import type { World } from '../world.ts';
import { type NewReviewComment, newReviewComment } from './review-comments.ts';
import { tellOfReview, tellOfReviewComments } from './tell-of-review.ts';

export type Verdict = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';

/** Without `state` the review is pending. */
export type NewReview = {
  state?: Verdict | undefined;
  body: string;
  commitOid?: string | undefined;
  comments?: NewReviewComment[];
};

export type ReviewResult = { ok: true; review: PullRequestReview } | { ok: false; reason: string };

/** Starts a review and submits it when it comes with a verdict; or says why GitHub would not take it, or a comment of it. */
export async function reviewPullRequest(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  input: NewReview,
  author: Actor,
): Promise<ReviewResult> {
  const { state, body, commitOid = pullRequest.headOid } = input;
  if (pendingReview(pullRequest, author)) {
    return { ok: false, reason: 'User can only have one pending review per pull request' };
  }
  if ((await resolveCommit(repository.gitDirectory, commitOid)) !== commitOid) {
    return { ok: false, reason: `The commit ${commitOid} is not part of the pull request` };
  }
  const comments: ReviewComment[] = [];
  for (const comment of input.comments ?? []) {
    const made = await newReviewComment(world, repository, pullRequest, commitOid, comment);
    if (!made.ok) return made;
    comments.push(made.comment);
  }
  const reason = state && verdictProblem(pullRequest, author, state, { body, comments });
  if (reason) return { ok: false, reason };
  const id = world.nextId();
  const review: PullRequestReview = {
    id,
    nodeId: nodeId('PullRequestReview', id),
    author,
    state: 'PENDING',
    body,
    commitOid,
    comments,
    createdAt: world.now().toISOString(),
    submittedAt: null,
  };
  pullRequest.reviews.push(review);
  if (state) await submit(world, repository, pullRequest, review, state);
  return { ok: true, review };
}

/** Somebody's review of a pull request that is not submitted yet; there is at most one. */
export function pendingReview({ reviews }: PullRequest, { login }: Actor): PullRequestReview | undefined {
  return reviews.find(({ state, author }) => state === 'PENDING' && author.login === login);
}

/** Ends a pending review with a verdict; an empty body leaves the one that it was started with. */
export async function submitReview(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
  { state, body }: { state: Verdict; body: string },
): Promise<ReviewResult> {
  if (review.state !== 'PENDING') {
    return { ok: false, reason: 'Can not submit a review that has already been submitted' };
  }
  const text = body === '' ? review.body : body;
  const reason = verdictProblem(pullRequest, review.author, state, { ...review, body: text });
  if (reason) return { ok: false, reason };
  review.body = text;
  await submit(world, repository, pullRequest, review, state);
  return { ok: true, review };
}

/** Throws a pending review away; one that people have seen stays. */
export function deleteReview(pullRequest: PullRequest, review: PullRequestReview): ReviewResult {
  if (review.state !== 'PENDING') {
    return { ok: false, reason: 'Can not delete a non-pending pull request review' };
  }
  pullRequest.reviews = pullRequest.reviews.filter(other => other !== review);
  return { ok: true, review };
}

/** Takes the effect from an approval or a request for changes. */
export async function dismissReview(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
  { message, actor }: { message: string; actor: Actor },
): Promise<ReviewResult> {
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    return { ok: false, reason: `Can not dismiss a ${review.state.toLowerCase()} pull request review` };
  }
  if (message.trim() === '') return { ok: false, reason: "Message can't be blank" };
  review.state = 'DISMISSED';
  review.dismissal = { actor, message, at: world.now().toISOString() };
  await tellOfReview(world, repository, pullRequest, review, 'dismissed', actor);
  return { ok: true, review };
}

function verdictProblem(
  pullRequest: PullRequest,
  author: Actor,
  state: Verdict,
  { body, comments }: Pick<PullRequestReview, 'body' | 'comments'>,
): string | null {
  if (state !== 'COMMENTED' && author.login === pullRequest.author.login) {
    return `Can not ${state === 'APPROVED' ? 'approve' : 'request changes on'} your own pull request`;
  }
  const isEmpty = body.trim() === '' && comments.length === 0;
  return state !== 'APPROVED' && isEmpty ? "Body can't be blank" : null;
}

async function submit(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
  state: Verdict,
): Promise<void> {
  review.state = state;
  review.submittedAt = world.now().toISOString();
  await tellOfReview(world, repository, pullRequest, review, 'submitted', review.author);
  await tellOfReviewComments(world, repository, pullRequest, review);
}
