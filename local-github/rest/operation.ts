import { type Access, actorOf, canSee, hasAccess, type Refusal, requirePermission } from '../auth.ts';
import type { OperationName } from '../openapi.ts';
import { findRepository } from '../repositories.ts';
import type { Actor, App, PullRequest, Repository } from '../state.ts';
import type { Viewer, World } from '../world.ts';

export type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** In place of a body: why a request is invalid. */
  reasons?: string[];
};

/** One request, read and found to fit GitHub's description. */
export type Call = {
  world: World;
  /** Null when nobody said who they are; a wrong token never gets here. */
  viewer: Viewer | null;
  parameters: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, unknown>;
};

export type RepositoryCall = Call & { viewer: Viewer; actor: Actor; repository: Repository };
export type PullRequestCall = RepositoryCall & { pullRequest: PullRequest };

/** One REST operation: GitHub's name for it and what it does. */
export type Operation = OperationName & { handle(call: Call): Answer | Promise<Answer> };

/** What GitHub answers to people and Apps who may not, or may not yet. */
export function refuse({ status, message }: Refusal): Answer {
  const documentation_url = 'https://docs.github.com/rest';
  return { status, body: { message, documentation_url, status: String(status) } };
}

/** GitHub's 422 with its reasons, which the route puts into the form that this operation has for them. */
export function invalid(...reasons: string[]): Answer {
  return { status: 422, reasons };
}

export const NOT_FOUND: Refusal = { status: 404, message: 'Not Found' };

/** An operation that Apps do as themselves, with their JSON web token. */
export function asApp(
  name: OperationName,
  handle: (call: Call & { app: App }) => Answer | Promise<Answer>,
): Operation {
  return {
    ...name,
    handle: call =>
      call.viewer?.kind === 'app'
        ? handle({ ...call, app: call.viewer.app })
        : refuse({ status: 401, message: 'A JSON web token could not be decoded' }),
  };
}

type Needs = {
  /** App permissions of which one suffices. */
  permissions: readonly string[];
  level: 'read' | 'write';
  /** What a person needs; everybody may read. */
  access?: Access;
};

/** An operation on one repository: it must be there for the viewer, who must be allowed to do this. */
export function onRepository(
  name: OperationName,
  needs: Needs,
  handle: (call: RepositoryCall) => Answer | Promise<Answer>,
): Operation {
  return {
    ...name,
    handle: call => {
      const { world, viewer, parameters } = call;
      if (viewer === null) return refuse({ status: 401, message: 'Requires authentication' });
      const repository = findRepository(world, parameters.owner ?? '', parameters.repo ?? '');
      if (!repository || (viewer.kind !== 'app' && !canSee(viewer, repository))) return refuse(NOT_FOUND);
      const refusal = refusalOf(viewer, repository, needs);
      if (refusal) return refuse(refusal);
      return handle({ ...call, viewer, repository, actor: actorOf(viewer) });
    },
  };
}

function refusalOf(
  viewer: Viewer,
  repository: Repository,
  { permissions, level, access }: Needs,
): Refusal | null {
  const refusals = permissions.map(permission => requirePermission(viewer, permission, level));
  if (refusals.every(refusal => refusal !== null)) return refusals[0] ?? null;
  if (viewer.kind === 'user' && access && !hasAccess(repository, viewer.user.login, access)) {
    return { status: 403, message: `Must have ${access} access to ${repository.owner}/${repository.name}.` };
  }
  if (level === 'write' && repository.archived) {
    return { status: 403, message: 'Repository was archived so is read-only.' };
  }
  return null;
}

/** An operation on one pull request, which GitHub's issue routes address too. */
export function onPullRequest(
  name: OperationName,
  needs: Needs,
  handle: (call: PullRequestCall) => Answer | Promise<Answer>,
): Operation {
  return onRepository(name, needs, call => {
    const number = Number(call.parameters.pull_number ?? call.parameters.issue_number);
    const pullRequest = call.repository.pullRequests.find(candidate => candidate.number === number);
    return pullRequest ? handle({ ...call, pullRequest }) : refuse(NOT_FOUND);
  });
}
