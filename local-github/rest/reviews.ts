import type { NewReviewComment } from '../actions/review-comments.ts';
import { dismissReview, reviewPullRequest } from '../actions/review-pull-request.ts';
import { presentReview } from '../present/review.ts';
import { presentReviewComment } from '../present/review-comment.ts';
import {
  invalid,
  NOT_FOUND,
  type Operation,
  onPullRequest,
  type PullRequestCall,
  refuse,
} from './operation.ts';
import { pageOf } from './page.ts';

const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';
const READ = { permissions: ['pull_requests'], level: 'read' } as const;
const WRITE = { permissions: ['pull_requests'], level: 'write' } as const;
const VERDICTS = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

type NewReview = {
  event?: keyof typeof VERDICTS;
  body?: string;
  commit_id?: string;
  comments?: {
    path: string;
    body: string;
    line?: number;
    side?: string;
    start_line?: number;
    start_side?: string;
  }[];
};

/** Reviews of pull requests and what they say of lines; a pending one is there for its author alone. */
export const REVIEW_OPERATIONS: Operation[] = [
  onPullRequest({ method: 'get', path: `${PULL}/reviews` }, READ, call => {
    const { world, repository, pullRequest } = call;
    const { items, headers } = pageOf(visibleReviews(call), call, `${pathOf(call)}/reviews`);
    const body = items.map(review => presentReview(world, repository, pullRequest, review));
    return { status: 200, body, headers };
  }),

  onPullRequest({ method: 'post', path: `${PULL}/reviews` }, WRITE, async call => {
    const { world, repository, pullRequest, actor } = call;
    const { event, body, commit_id, comments = [] } = call.body as NewReview;
    const wanted = {
      state: event && VERDICTS[event],
      body: body ?? '',
      commitOid: commit_id,
      comments: comments.map(commentOf),
    };
    const reviewed = await reviewPullRequest(world, repository, pullRequest, wanted, actor);
    if (!reviewed.ok) return invalid(reviewed.reason);
    return { status: 200, body: presentReview(world, repository, pullRequest, reviewed.review) };
  }),

  onPullRequest(
    { method: 'put', path: `${PULL}/reviews/{review_id}/dismissals` },
    { ...WRITE, access: 'write' },
    async call => {
      const { world, repository, pullRequest, actor, parameters, body } = call;
      const review = visibleReviews(call).find(({ id }) => String(id) === parameters.review_id);
      if (!review) return refuse(NOT_FOUND);
      const how = { message: String(body.message), actor };
      const dismissed = await dismissReview(world, repository, pullRequest, review, how);
      if (!dismissed.ok) return invalid(dismissed.reason);
      return { status: 200, body: presentReview(world, repository, pullRequest, review) };
    },
  ),

  onPullRequest({ method: 'get', path: `${PULL}/comments` }, READ, async call => {
    const { world, repository, pullRequest } = call;
    const all = visibleReviews(call)
      .filter(({ state }) => state !== 'PENDING')
      .flatMap(review => review.comments.map(comment => ({ review, comment })));
    const { items, headers } = pageOf(all, call, `${pathOf(call)}/comments`);
    const shown = items.map(({ review, comment }) =>
      presentReviewComment(world, repository, pullRequest, review, comment),
    );
    return { status: 200, body: await Promise.all(shown), headers };
  }),
];

function visibleReviews({ pullRequest, actor }: PullRequestCall) {
  return pullRequest.reviews.filter(
    ({ state, author }) => state !== 'PENDING' || author.login === actor.login,
  );
}

function pathOf({ repository, pullRequest }: PullRequestCall): string {
  return `/repos/${repository.owner}/${repository.name}/pulls/${pullRequest.number}`;
}

function commentOf(given: NonNullable<NewReview['comments']>[number]): NewReviewComment {
  const side = (name: string | undefined) => (name === 'LEFT' ? 'LEFT' : 'RIGHT');
  return {
    path: given.path,
    body: given.body,
    line: given.line ?? 0,
    side: side(given.side),
    startLine: given.start_line ?? null,
    startSide: given.start_side === undefined ? null : side(given.start_side),
  };
}
