import { nodeId } from '../node-id.ts';
import type { Actor, Comment, Reaction } from '../state.ts';
import type { World } from '../world.ts';

/** Reacts to a comment; the same reaction of the same hand is there only once. GitHub has no event for it. */
export function addReaction(
  world: World,
  comment: Comment,
  content: Reaction['content'],
  actor: Actor,
): { reaction: Reaction; isNew: boolean } {
  const found = findReaction(comment, content, actor);
  if (found) return { reaction: found, isNew: false };
  const id = world.nextId();
  const createdAt = world.now().toISOString();
  const reaction = { id, nodeId: nodeId('Reaction', id), content, actor, createdAt };
  comment.reactions.push(reaction);
  return { reaction, isNew: true };
}

/** Takes one's own reaction back; null when there was none. */
export function removeReaction(
  comment: Comment,
  content: Reaction['content'],
  actor: Actor,
): Reaction | null {
  const found = findReaction(comment, content, actor);
  comment.reactions = comment.reactions.filter(reaction => reaction !== found);
  return found ?? null;
}

function findReaction(
  { reactions }: Comment,
  content: Reaction['content'],
  { login }: Actor,
): Reaction | undefined {
  return reactions.find(reaction => reaction.content === content && reaction.actor.login === login);
}
