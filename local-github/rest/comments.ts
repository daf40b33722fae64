import { addComment, deleteComment, updateComment } from '../actions/comments.ts';
import { hasAccess } from '../auth.ts';
import { presentComment } from '../present/issue.ts';
import type { Comment } from '../state.ts';
import {
  type Answer,
  invalid,
  NOT_FOUND,
  type Operation,
  onPullRequest,
  onRepository,
  type PullRequestCall,
  refuse,
} from './operation.ts';
import { pageOf } from './page.ts';

const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const EITHER = ['issues', 'pull_requests'];

export type CommentCall = PullRequestCall & { comment: Comment };

/** Comments on pull requests: everybody may write, and authors and maintainers may change them. */
export const COMMENT_OPERATIONS: Operation[] = [
  onPullRequest({ method: 'get', path: COMMENTS }, { permissions: EITHER, level: 'read' }, call => {
    const { world, repository, pullRequest } = call;
    const path = `/repos/${repository.owner}/${repository.name}/issues/${pullRequest.number}/comments`;
    const { items, headers } = pageOf(pullRequest.comments, call, path);
    const body = items.map(comment => presentComment(world, repository, pullRequest, comment));
    return { status: 200, body, headers };
  }),

  onPullRequest({ method: 'post', path: COMMENTS }, { permissions: EITHER, level: 'write' }, async call => {
    const { world, repository, pullRequest, actor, body } = call;
    const added = addComment(world, repository, pullRequest, actor, String(body.body));
    if (!added.ok) return invalid(added.reason);
    return { status: 201, body: presentComment(world, repository, pullRequest, added.comment) };
  }),

  onComment('get', COMMENT, 'read', ({ world, repository, pullRequest, comment }) => ({
    status: 200,
    body: presentComment(world, repository, pullRequest, comment),
  })),

  onComment('patch', COMMENT, 'write', call => {
    const { world, repository, pullRequest, comment, actor, body } = call;
    if (!mayChange(call)) return refuse(NOT_THEIRS);
    const updated = updateComment(world, repository, pullRequest, comment, actor, String(body.body));
    if (!updated.ok) return invalid(updated.reason);
    return { status: 200, body: presentComment(world, repository, pullRequest, comment) };
  }),

  onComment('delete', COMMENT, 'write', call => {
    if (!mayChange(call)) return refuse(NOT_THEIRS);
    deleteComment(call.world, call.repository, call.pullRequest, call.comment, call.actor);
    return { status: 204 };
  }),
];

const NOT_THEIRS = { status: 403, message: 'Must be its author or have write access.' };

function mayChange({ viewer, repository, comment, actor }: CommentCall): boolean {
  if (viewer.kind !== 'user' || comment.author.login === actor.login) return true;
  return hasAccess(repository, actor.login, 'write');
}

/** An operation on one comment, which GitHub addresses without its pull request. */
export function onComment(
  method: string,
  path: string,
  level: 'read' | 'write',
  handle: (call: CommentCall) => Answer,
): Operation {
  return onRepository({ method, path }, { permissions: EITHER, level }, call => {
    for (const pullRequest of call.repository.pullRequests) {
      const comment = pullRequest.comments.find(({ id }) => String(id) === call.parameters.comment_id);
      if (comment) return handle({ ...call, pullRequest, comment });
    }
    return refuse(NOT_FOUND);
  });
}
