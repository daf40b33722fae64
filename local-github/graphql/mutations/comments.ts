import type {
  AddCommentInput,
  DeleteIssueCommentInput,
  UpdateIssueCommentInput,
} from '@octokit/graphql-schema';
import * as comments from '../../actions/comments.ts';
import type { Access } from '../../auth.ts';
import { CONVERSATION, needWrite, refuseLocked } from '../access.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { findNodeOf } from '../find-node.ts';
import { type CommentNode, commentNode } from '../node.ts';
import { accepted, echo, refuseInput, type WithInput } from './input.ts';

export function addComment(_: undefined, { input }: WithInput<AddCommentInput>, context: Context) {
  const { subjectId, body, ...others } = input;
  refuseInput(others);
  const subject = findNodeOf(context, 'PullRequest', subjectId);
  const { repository, pullRequest } = subject;
  const actor = needWrite(context, repository, { permissions: CONVERSATION, access: 'read' });
  refuseLocked(context, repository, pullRequest);
  const { comment } = accepted(comments.addComment(context.world, repository, pullRequest, actor, body));
  const nodes = pullRequest.comments.map(one => commentNode(repository, pullRequest, one));
  const commentEdge = connection(nodes, { last: 1 }).edges.find(({ node }) => node.comment === comment);
  return { ...echo(input), commentEdge, subject };
}

export function updateIssueComment(
  _: undefined,
  { input }: WithInput<UpdateIssueCommentInput>,
  context: Context,
) {
  const { id, body, ...others } = input;
  refuseInput(others);
  const issueComment = findNodeOf(context, 'IssueComment', id);
  const { repository, pullRequest, comment } = issueComment;
  const actor = needWriteOn(context, issueComment, 'write');
  accepted(comments.updateComment(context.world, repository, pullRequest, comment, actor, body));
  return { ...echo(input), issueComment };
}

export function deleteIssueComment(
  _: undefined,
  { input }: WithInput<DeleteIssueCommentInput>,
  context: Context,
) {
  const { id, ...others } = input;
  refuseInput(others);
  const node = findNodeOf(context, 'IssueComment', id);
  const actor = needWriteOn(context, node, 'write');
  comments.deleteComment(context.world, node.repository, node.pullRequest, node.comment, actor);
  return echo(input);
}

/** Authors may do with their comments what others need access for. */
function needWriteOn(context: Context, { repository, comment }: CommentNode, access: Access) {
  const { viewer } = context;
  const isAuthor = viewer.kind === 'user' && viewer.user.login === comment.author.login;
  return needWrite(context, repository, { permissions: CONVERSATION, access: isAuthor ? 'read' : access });
}
