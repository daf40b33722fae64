import { REACTION_CONTENTS, REACTIONS } from '../reactions.ts';
import type { Reaction } from '../state.ts';
import type { World } from '../world.ts';
import { presentUser } from './user.ts';

/** How often something was reacted to, by REST's names. */
export function presentReactions(url: string, reactions: readonly Reaction[]) {
  const counts = Object.fromEntries(
    REACTION_CONTENTS.map(content => {
      const count = reactions.filter(reaction => reaction.content === content).length;
      return [REACTIONS[content].name, count];
    }),
  );
  return { url, total_count: reactions.length, ...counts };
}

/** One reaction as REST answers show it. */
export function presentReaction(world: World, { id, nodeId, content, actor, createdAt }: Reaction) {
  return {
    id,
    node_id: nodeId,
    user: presentUser(world, actor),
    content: REACTIONS[content].name,
    created_at: createdAt,
  };
}
