import type { PullRequest, PullRequestReview, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { association, pullRequestPage } from './issue.ts';
import { apiUrl } from './repository.ts';
import { presentUser } from './user.ts';

/** A review as REST answers show it. */
export function presentReview(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  review: PullRequestReview,
) {
  const html = `${pullRequestPage(world, repository, pullRequest)}#pullrequestreview-${review.id}`;
  const url = `${apiUrl(world, repository)}/pulls/${pullRequest.number}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: presentUser(world, review.author),
    body: review.body,
    state: review.state,
    commit_id: review.commitOid,
    ...(review.submittedAt !== null && { submitted_at: review.submittedAt }),
    html_url: html,
    pull_request_url: url,
    author_association: association(repository, review.author),
    _links: { html: { href: html }, pull_request: { href: url } },
  };
}
