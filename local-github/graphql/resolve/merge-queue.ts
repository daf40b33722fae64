import type { MergeQueueEntriesArgs } from '@octokit/graphql-schema';
import { connection } from '../connection.ts';
import type { Fields } from '../context.ts';
import { type MergeQueueEntryNode, type MergeQueueNode, repositoryNode } from '../node.ts';
import { readNode } from './git-object.ts';

export const mergeQueueFields: Fields<MergeQueueNode> = {
  id: ({ id }) => id,
  repository: ({ repository }) => repositoryNode(repository),
  entries: ({ repository }, args: MergeQueueEntriesArgs) =>
    connection(
      repository.mergeQueue.map(entry => ({ repository, entry })),
      args,
    ),
};

export const mergeQueueEntryFields: Fields<MergeQueueEntryNode> = {
  id: ({ entry }) => entry.nodeId,
  position: ({ repository, entry }) => repository.mergeQueue.indexOf(entry) + 1,
  state: () => 'AWAITING_CHECKS',
  headCommit: ({ repository, entry }) => readNode(repository, entry.headOid),
};
