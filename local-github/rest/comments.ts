import { addComment, updateComment } from '../actions/comments.ts';
import { hasAccess } from '../auth.ts';
import { presentComment } from '../present/issue.ts';
import { invalid, NOT_FOUND, type Operation, onPullRequest, onRepository, refuse } from './operation.ts';
import { pageOf } from './page.ts';

const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const EITHER = ['issues', 'pull_requests'];

/** Comments on pull requests: everybody may write, and authors and maintainers may edit. */
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

  onRepository(
    { method: 'patch', path: '/repos/{owner}/{repo}/issues/comments/{comment_id}' },
    { permissions: EITHER, level: 'write' },
    async ({ world, viewer, repository, actor, parameters, body }) => {
      const found = repository.pullRequests
        .flatMap(pullRequest => pullRequest.comments.map(comment => ({ pullRequest, comment })))
        .find(({ comment }) => String(comment.id) === parameters.comment_id);
      if (!found) return refuse(NOT_FOUND);
      const { pullRequest, comment } = found;
      const mayEdit =
        viewer.kind !== 'user' ||
        comment.author.login === actor.login ||
        hasAccess(repository, actor.login, 'write');
      if (!mayEdit) return refuse({ status: 403, message: 'Must be its author or have write access.' });
      const updated = updateComment(world, repository, pullRequest, comment, actor, String(body.body));
      if (!updated.ok) return invalid(updated.reason);
      return { status: 200, body: presentComment(world, repository, pullRequest, comment) };
    },
  ),
];
