import type {
  AddPullRequestReviewInput,
  AddPullRequestReviewThreadInput,
  DeletePullRequestReviewInput,
  DraftPullRequestReviewThread,
  PullRequestReviewEvent,
  SubmitPullRequestReviewInput,
} from '@octokit/graphql-schema';
import { addReviewThread } from '../../actions/review-comments.ts';
import {
  deleteReview,
  pendingReview,
  reviewPullRequest,
  submitReview,
  type Verdict,
} from '../../actions/review-pull-request.ts';
import type { Actor, Repository } from '../../state.ts';
import { needWrite, refuseLocked } from '../access.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { findNodeOf } from '../find-node.ts';
import { type ReviewNode, reviewCommentNode, reviewNode } from '../node.ts';
import { notImplemented, problem } from '../problem.ts';
import { accepted, echo, refuseInput, type WithInput } from './input.ts';

export async function addPullRequestReview(
  _: undefined,
  { input }: WithInput<AddPullRequestReviewInput>,
  context: Context,
) {
  const { pullRequestId, body, commitOID, event, threads, ...others } = input;
  refuseInput(others);
  const { repository, pullRequest } = findNodeOf(context, 'PullRequest', pullRequestId);
  const actor = mayReview(context, repository);
  refuseLocked(context, repository, pullRequest);
  const wanted = {
    state: event == null ? undefined : verdictOf(event),
    body: body ?? '',
    commitOid: commitOID ?? undefined,
    comments: (threads ?? []).flatMap(thread => (thread ? [commentOf(thread)] : [])),
  };
  const { review } = accepted(await reviewPullRequest(context.world, repository, pullRequest, wanted, actor));
  const pullRequestReview = reviewNode(repository, pullRequest, review);
  const [reviewEdge] = connection([pullRequestReview], { last: 1 }).edges;
  return { ...echo(input), pullRequestReview, reviewEdge };
}

export async function addPullRequestReviewThread(
  _: undefined,
  { input }: WithInput<AddPullRequestReviewThreadInput>,
  context: Context,
) {
  const { pullRequestId, pullRequestReviewId, subjectType, line, ...rest } = input;
  const { path, body, side, startLine, startSide, ...others } = rest;
  refuseInput(others);
  if (subjectType === 'FILE') throw notImplemented('threads about a whole file');
  if (line == null) throw problem('UNPROCESSABLE', "Pull request review thread line can't be blank");
  const { node, isNew } = await reviewFor(context, { pullRequestId, pullRequestReviewId });
  const wanted = commentOf({ path, body, line, side, startLine, startSide });
  const { repository, pullRequest, review } = node;
  const added = await addReviewThread(context.world, repository, pullRequest, review, wanted);
  if (!added.ok && isNew) deleteReview(pullRequest, review);
  const { comment } = accepted(added);
  return { ...echo(input), thread: { first: reviewCommentNode(node, comment) } };
}

export async function submitPullRequestReview(
  _: undefined,
  { input }: WithInput<SubmitPullRequestReviewInput>,
  context: Context,
) {
  const { pullRequestId, pullRequestReviewId, event, body, ...others } = input;
  refuseInput(others);
  const node = ownReview(context, { pullRequestId, pullRequestReviewId });
  const verdict = { state: verdictOf(event), body: body ?? '' };
  accepted(await submitReview(context.world, node.repository, node.pullRequest, node.review, verdict));
  return { ...echo(input), pullRequestReview: node };
}

export function deletePullRequestReview(
  _: undefined,
  { input }: WithInput<DeletePullRequestReviewInput>,
  context: Context,
) {
  const { pullRequestReviewId, ...others } = input;
  refuseInput(others);
  const node = ownReview(context, { pullRequestReviewId });
  accepted(deleteReview(node.pullRequest, node.review));
  return { ...echo(input), pullRequestReview: node };
}

type Address = {
  pullRequestId?: string | null | undefined;
  pullRequestReviewId?: string | null | undefined;
};

/** The viewer's pending review, or a new one when it is addressed by its pull request and there is none. */
async function reviewFor(context: Context, address: Address): Promise<{ node: ReviewNode; isNew: boolean }> {
  const { pullRequestId, pullRequestReviewId } = address;
  if (pullRequestReviewId == null && pullRequestId != null) {
    const { repository, pullRequest } = findNodeOf(context, 'PullRequest', pullRequestId);
    const actor = mayReview(context, repository);
    if (!pendingReview(pullRequest, actor)) {
      const started = await reviewPullRequest(context.world, repository, pullRequest, { body: '' }, actor);
      return { node: reviewNode(repository, pullRequest, accepted(started).review), isNew: true };
    }
  }
  return { node: ownReview(context, address), isNew: false };
}

/** The viewer's review with that id, or the pending one of that pull request. */
function ownReview(context: Context, { pullRequestId, pullRequestReviewId }: Address): ReviewNode {
  if (pullRequestReviewId != null) {
    const node = findNodeOf(context, 'PullRequestReview', pullRequestReviewId);
    const { login } = mayReview(context, node.repository);
    if (node.review.author.login === login) return node;
    throw problem('FORBIDDEN', `${login} does not have the correct permissions to change this review.`);
  }
  if (pullRequestId == null) {
    throw problem('UNPROCESSABLE', 'Either pullRequestId or pullRequestReviewId must be given.');
  }
  const { repository, pullRequest } = findNodeOf(context, 'PullRequest', pullRequestId);
  const actor = mayReview(context, repository);
  const pending = pendingReview(pullRequest, actor);
  if (pending) return reviewNode(repository, pullRequest, pending);
  throw problem('NOT_FOUND', `${actor.login} has no pending review of this pull request.`);
}

function mayReview(context: Context, repository: Repository): Actor {
  return needWrite(context, repository, { permissions: ['pull_requests'], access: 'read' });
}

function verdictOf(event: PullRequestReviewEvent): Verdict {
  if (event === 'APPROVE') return 'APPROVED';
  if (event === 'REQUEST_CHANGES') return 'CHANGES_REQUESTED';
  if (event === 'COMMENT') return 'COMMENTED';
  throw notImplemented(`the review event ${event}`);
}

type ThreadInput = Pick<DraftPullRequestReviewThread, 'path' | 'body' | 'line'> & {
  [Key in 'side' | 'startLine' | 'startSide']?: DraftPullRequestReviewThread[Key] | undefined;
};

function commentOf({ path, body, line, side, startLine, startSide }: ThreadInput) {
  return {
    path,
    body,
    line,
    side: side ?? ('RIGHT' as const),
    startLine: startLine ?? null,
    startSide: startSide ?? null,
  };
}
