import { type Access, actorOf, canSee, hasAccess, requirePermission } from '../auth.ts';
import type { Actor, PullRequest, PullRequestReview, Repository } from '../state.ts';
import type { Context } from './context.ts';
import { problem } from './problem.ts';

/** An App's permission, or a person's access to the repository. Several permissions: any of them will do. */
export type Need = { permissions: string[]; access: Access };

/** Writing on pull requests' conversations: GitHub takes either permission. */
export const CONVERSATION = ['pull_requests', 'issues'];

/** Throws unless the viewer, if it is an App, has one of the permissions. People may read everything here. */
export function needRead({ viewer }: Context, ...permissions: string[]): void {
  const refusals = permissions.map(permission => requirePermission(viewer, permission, 'read'));
  const [refusal] = refusals;
  if (refusal && refusals.every(one => one !== null)) throw problem('FORBIDDEN', refusal.message);
}

/** Throws unless the viewer may write; gives the name under which it does. */
export function needWrite({ viewer }: Context, repository: Repository, need: Need): Actor {
  if (repository.archived) throw problem('FORBIDDEN', 'Repository was archived so is read-only.');
  const refusals = need.permissions.map(permission => requirePermission(viewer, permission, 'write'));
  const [refusal] = refusals;
  if (refusal && refusals.every(one => one !== null)) throw problem('FORBIDDEN', refusal.message);
  if (viewer.kind === 'user' && !hasAccess(repository, viewer.user.login, need.access)) {
    throw problem('FORBIDDEN', `${viewer.user.login} does not have the correct permissions to do this.`);
  }
  return actorOf(viewer);
}

/**
 * Throws where the conversation is locked and the viewer has no write access as a person: GitHub takes no App for a
 * collaborator, whatever its permissions (github.com/probot/stale/issues/25).
 */
export function refuseLocked({ viewer }: Context, repository: Repository, { locked }: PullRequest): void {
  const mayWrite = viewer.kind === 'user' && hasAccess(repository, viewer.user.login, 'write');
  if (locked && !mayWrite) throw problem('FORBIDDEN', 'Unable to create comment because issue is locked.');
}

/** Whether a review is there for the viewer: one that is not submitted is its author's alone. */
export function seesReview({ viewer }: Context, { state, author }: PullRequestReview): boolean {
  return state !== 'PENDING' || author.login === actorOf(viewer).login;
}

/** The repository, unless the viewer cannot know of it. */
export function visible({ viewer }: Context, repository: Repository | undefined): Repository | null {
  return repository && canSee(viewer, repository) ? repository : null;
}
