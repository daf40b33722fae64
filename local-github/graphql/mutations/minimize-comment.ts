import type { MinimizeCommentInput } from '@octokit/graphql-schema';
import { CONVERSATION, needWrite } from '../access.ts';
import type { Context } from '../context.ts';
import { findNode } from '../find-node.ts';
import { problem } from '../problem.ts';
import { echo, refuseInput, type WithInput } from './input.ts';

/** Hides a comment, a review or what a review says of a line. GitHub has no event for it. */
export function minimizeComment(_: undefined, { input }: WithInput<MinimizeCommentInput>, context: Context) {
  const { subjectId, classifier, ...others } = input;
  refuseInput(others);
  const { node, subject, author } = minimizable(context, subjectId);
  const isAuthor = context.viewer.kind === 'user' && context.viewer.user.login === author.login;
  needWrite(context, node.repository, { permissions: CONVERSATION, access: isAuthor ? 'read' : 'triage' });
  subject.minimizedReason = classifier.toLowerCase().replaceAll('_', '-');
  return { ...echo(input), minimizedComment: node };
}

function minimizable(context: Context, id: string) {
  const node = findNode(context, id);
  if (node.__typename === 'IssueComment') return { node, subject: node.comment, author: node.comment.author };
  if (node.__typename === 'PullRequestReview')
    return { node, subject: node.review, author: node.review.author };
  if (node.__typename === 'PullRequestReviewComment') {
    return { node, subject: node.comment, author: node.review.author };
  }
  throw problem('NOT_FOUND', `Could not resolve to Minimizable node with the global id of '${id}'.`);
}
