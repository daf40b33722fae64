import type { Actor, Comment, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { presentLabels } from './label.ts';
import { presentReactions } from './reactions.ts';
import { apiUrl } from './repository.ts';
import { presentUser } from './user.ts';

/** A pull request seen as an issue, as `issue_comment` events carry it. */
export function presentIssue(world: World, repository: Repository, pullRequest: PullRequest) {
  const url = `${apiUrl(world, repository)}/issues/${pullRequest.number}`;
  const html = pullRequestPage(world, repository, pullRequest);
  return {
    id: pullRequest.id,
    node_id: pullRequest.nodeId,
    number: pullRequest.number,
    title: pullRequest.title,
    body: pullRequest.body,
    state: pullRequest.state === 'OPEN' ? 'open' : 'closed',
    user: presentUser(world, pullRequest.author),
    labels: presentLabels(world, repository, pullRequest.labels),
    url,
    html_url: html,
    repository_url: apiUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    pull_request: {
      url: `${apiUrl(world, repository)}/pulls/${pullRequest.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
    },
    draft: pullRequest.draft,
    locked: false,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: pullRequest.comments.length,
    author_association: association(repository, pullRequest.author),
    created_at: pullRequest.createdAt,
    updated_at: updatedAtOf(pullRequest),
    closed_at: pullRequest.closedAt ?? null,
    performed_via_github_app: null,
    reactions: presentReactions(`${url}/reactions`, []),
  };
}

/** A comment as REST answers and webhooks show it. */
export function presentComment(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  comment: Comment,
) {
  const url = `${apiUrl(world, repository)}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${pullRequestPage(world, repository, pullRequest)}#issuecomment-${comment.id}`,
    issue_url: `${apiUrl(world, repository)}/issues/${pullRequest.number}`,
    user: presentUser(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(repository, comment.author),
    performed_via_github_app: null,
    reactions: presentReactions(`${url}/reactions`, comment.reactions),
  };
}

/** The address at which people look at a pull request. */
export function pullRequestPage(world: World, repository: Repository, { number }: PullRequest): string {
  return `${world.url}/${repository.owner}/${repository.name}/pull/${number}`;
}

/** What GitHub calls the author's relation to the repository. */
export function association(repository: Repository, author: Actor): string {
  if (author.login === repository.owner) return 'OWNER';
  const collaborates = repository.collaborators.some(({ login }) => login === author.login);
  return collaborates ? 'COLLABORATOR' : 'NONE';
}

/** When a pull request or something said in it was last changed. */
export function updatedAtOf({ changedAt, comments, reviews }: PullRequest): string {
  const times = [
    changedAt,
    ...comments.map(({ updatedAt }) => updatedAt),
    ...reviews.map(({ createdAt, submittedAt, dismissal }) => dismissal?.at ?? submittedAt ?? createdAt),
  ];
  return times.sort().at(-1) ?? changedAt;
}
