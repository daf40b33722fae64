import { actorOf } from '../../auth.ts';
import { REACTION_CONTENTS } from '../../reactions.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { Fields } from '../context.ts';
import { actorNode, type CommentNode, type ReactionGroupNode, type ReactionNode } from '../node.ts';

export const reactionFields: Fields<ReactionNode> = {
  id: ({ reaction }) => reaction.nodeId,
  databaseId: ({ reaction }) => reaction.id,
  content: ({ reaction }) => reaction.content,
  createdAt: ({ reaction }) => reaction.createdAt,
  // GitHub's schema has room for people only; what an App's reaction says here is not documented.
  user: ({ reaction }) => (reaction.actor.kind === 'user' ? actorNode(reaction.actor) : null),
  reactable: ({ subject }) => subject,
};

export const reactionGroupFields: Fields<ReactionGroupNode> = {
  content: ({ content }) => content,
  createdAt: group => reactionsOf(group)[0]?.createdAt ?? null,
  subject: ({ subject }) => subject,
  viewerHasReacted: (group, _, { viewer }) => {
    const { login } = actorOf(viewer);
    return reactionsOf(group).some(({ actor }) => actor.login === login);
  },
  reactors: (group, page: PageArguments) =>
    connection(
      reactionsOf(group).map(({ actor }) => actorNode(actor)),
      page,
    ),
};

/** GitHub lists a group for each kind of reaction, also for those that nobody has used. */
export function reactionGroups(subject: CommentNode): ReactionGroupNode[] {
  return REACTION_CONTENTS.map(content => ({ subject, content }));
}

function reactionsOf({ subject, content }: ReactionGroupNode) {
  return subject.comment.reactions.filter(reaction => reaction.content === content);
}
