import { presentUser } from '../../present/user.ts';
import type { Context, Fields } from '../context.ts';
import type { ActorNode } from '../node.ts';

export const actorFields: Fields<ActorNode> = {
  login: ({ login }) => login,
  id: (source, _, context) => profile(source, context).node_id,
  databaseId: (source, _, context) => profile(source, context).id,
  url: (source, _, context) => profile(source, context).html_url,
  avatarUrl: (source, _, context) => profile(source, context).avatar_url,
};

function profile({ __typename, login }: ActorNode, { world }: Context) {
  return __typename === 'Bot' && !login.endsWith('[bot]')
    ? presentUser(world, { login: `${login}[bot]`, kind: 'bot' })
    : presentUser(world, { login, kind: 'user' });
}
