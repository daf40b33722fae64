import { presentPlace } from '../review-places.ts';
import type { PullRequest, PullRequestReview, Repository, ReviewComment } from '../state.ts';
import type { World } from '../world.ts';
import { association, pullRequestPage } from './issue.ts';
import { presentReactions } from './reactions.ts';
import { apiUrl } from './repository.ts';
import { presentUser } from './user.ts';

/** A review's comment as REST answers and webhooks show it. Reads Git: where its lines are is as of now. */
export async function presentReviewComment(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
  comment: ReviewComment,
) {
  const { id, commitOid, startLine, startSide } = comment;
  const place = await presentPlace(repository, pullRequest, comment);
  const html = `${pullRequestPage(world, repository, pullRequest)}#discussion_r${id}`;
  const url = `${apiUrl(world, repository)}/pulls/comments/${id}`;
  const pull = `${apiUrl(world, repository)}/pulls/${pullRequest.number}`;
  return {
    id,
    node_id: comment.nodeId,
    url,
    html_url: html,
    pull_request_url: pull,
    pull_request_review_id: review.id,
    user: presentUser(world, review.author),
    author_association: association(repository, review.author),
    body: comment.body,
    path: comment.path,
    diff_hunk: comment.diffHunk,
    position: place === null ? null : comment.position,
    original_position: comment.position,
    line: place?.line ?? null,
    original_line: comment.line,
    side: comment.side,
    start_line: place?.startLine ?? null,
    original_start_line: startLine,
    start_side: startLine === null ? null : (startSide ?? comment.side),
    subject_type: 'line',
    commit_id: place === null ? commitOid : pullRequest.headOid,
    original_commit_id: commitOid,
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
    reactions: presentReactions(`${url}/reactions`, []),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pull } },
  };
}
