import { addReaction } from '../actions/react.ts';
import { presentReaction } from '../present/reactions.ts';
import { REACTION_CONTENTS, REACTIONS } from '../reactions.ts';
import { onComment } from './comments.ts';
import { invalid, type Operation } from './operation.ts';
import { pageOf } from './page.ts';

const PATH = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';

/** Reactions to comments: everybody may react. */
export const REACTION_OPERATIONS: Operation[] = [
  onComment('get', PATH, 'read', call => {
    const { world, repository, comment, query } = call;
    const { content: wanted } = query;
    const found = comment.reactions.filter(
      ({ content }) => wanted === undefined || REACTIONS[content].name === wanted,
    );
    const path = `/repos/${repository.owner}/${repository.name}/issues/comments/${comment.id}/reactions`;
    const { items, headers } = pageOf(found, call, path);
    return { status: 200, body: items.map(reaction => presentReaction(world, reaction)), headers };
  }),

  onComment('post', PATH, 'write', ({ world, comment, actor, body }) => {
    const content = REACTION_CONTENTS.find(one => REACTIONS[one].name === body.content);
    if (!content) return invalid('content is not a reaction');
    const { reaction, isNew } = addReaction(world, comment, content, actor);
    return { status: isNew ? 201 : 200, body: presentReaction(world, reaction) };
  }),
];
