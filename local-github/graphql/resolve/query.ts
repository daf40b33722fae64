import type { QueryNodeArgs, QueryNodesArgs, QueryRepositoryArgs } from '@octokit/graphql-schema';
import { actorOf } from '../../auth.ts';
import { refuseOthers } from '../connection.ts';
import type { Fields } from '../context.ts';
import { findNode, findRepository } from '../find-node.ts';
import { repositoryNode } from '../node.ts';

export const queryFields: Fields<undefined> = {
  // Unlike any author, the viewer is always a User, and a bot keeps its suffix: `slug[bot]`.
  viewer: (_, __, { viewer }) => ({ __typename: 'User', login: actorOf(viewer).login }),
  node: (_, { id }: QueryNodeArgs, context) => findNode(context, id),
  // What is not found is an error at its place, and does not take the others with it.
  nodes: (_, { ids }: QueryNodesArgs, context) => ids.map(async id => findNode(context, id)),
  repository: (_, { owner, name, followRenames, ...others }: QueryRepositoryArgs, context) => {
    refuseOthers(others, 'the argument');
    return repositoryNode(findRepository(context, `${owner}/${name}`));
  },
};
