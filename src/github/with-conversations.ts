import type { PullRequestSnapshot, Sibling } from '../review/snapshot.ts';
import { type GitHub, query } from './client.ts';
import { opinionsIn } from './opinions.ts';
import { conversationQuery } from './pull-request-documents.ts';
import { readTicks } from './read-conversation.ts';
import { readComments } from './read-snapshot.ts';
import { type AppIdentity, readerOf } from './reader.ts';

/** More pull requests of one head than this are not read: only what is said in the oldest counts elsewhere. */
const maxSiblings = 5;

/** Returns the siblings with what is said in them, which takes a query for each: there is hardly ever one. */
export function withConversations(
  github: GitHub,
  { repository, siblings }: Pick<PullRequestSnapshot, 'repository' | 'siblings'>,
  identity: AppIdentity,
): Promise<Sibling[]> {
  const reader = readerOf(identity, repository.nameWithOwner, repository.viewer);
  return Promise.all(
    siblings.map(async (sibling, index) => {
      if (index >= maxSiblings) return sibling;
      const variables = { repositoryId: repository.id, number: sibling.number };
      const pull = (await query(github, conversationQuery, variables)).node?.pullRequest;
      if (!pull) return sibling;
      const ticks = await readTicks(github, await readComments(github, pull), reader);
      return { ...sibling, conversation: { ...ticks, opinions: opinionsIn(pull) } };
    }),
  );
}
