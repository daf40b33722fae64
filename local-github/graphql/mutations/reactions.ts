import type { AddReactionInput, RemoveReactionInput } from '@octokit/graphql-schema';
import * as react from '../../actions/react.ts';
import { CONVERSATION, needWrite, refuseLocked } from '../access.ts';
import type { Context } from '../context.ts';
import { findNodeOf } from '../find-node.ts';
import { reactionNode } from '../node.ts';
import { problem } from '../problem.ts';
import { reactionGroups } from '../resolve/reaction.ts';
import { echo, refuseInput, type WithInput } from './input.ts';

export function addReaction(_: undefined, { input }: WithInput<AddReactionInput>, context: Context) {
  const { subjectId, content, ...others } = input;
  refuseInput(others);
  const { subject, actor } = subjectOf(context, subjectId);
  refuseLocked(context, subject.repository, subject.pullRequest);
  const { reaction } = react.addReaction(context.world, subject.comment, content, actor);
  return {
    ...echo(input),
    reaction: reactionNode(subject, reaction),
    reactionGroups: reactionGroups(subject),
    subject,
  };
}

export function removeReaction(_: undefined, { input }: WithInput<RemoveReactionInput>, context: Context) {
  const { subjectId, content, ...others } = input;
  refuseInput(others);
  const { subject, actor } = subjectOf(context, subjectId);
  const reaction = react.removeReaction(subject.comment, content, actor);
  if (!reaction) throw problem('NOT_FOUND', `There is no reaction ${content} of ${actor.login} to remove.`);
  return {
    ...echo(input),
    reaction: reactionNode(subject, reaction),
    reactionGroups: reactionGroups(subject),
    subject,
  };
}

function subjectOf(context: Context, id: string) {
  const subject = findNodeOf(context, 'IssueComment', id);
  const need = { permissions: CONVERSATION, access: 'read' } as const;
  return { subject, actor: needWrite(context, subject.repository, need) };
}
