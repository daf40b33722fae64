import type { Sibling } from '../review/snapshot.ts';
import type { GitHub } from './client.ts';
import { type AppIdentity, readSnapshot } from './read-snapshot.ts';

/** Of more pull requests of one head, only what is said in the oldest counts elsewhere. */
const most = 5;

/** Siblings with what is said in them, which takes a query for each: there is hardly ever one. */
export function withConversations(
  github: GitHub,
  repository: string,
  siblings: readonly Sibling[],
  identity: AppIdentity,
): Promise<Sibling[]> {
  return Promise.all(
    siblings.map(async (sibling, index) => {
      if (index >= most) return sibling;
      const read = await readSnapshot(github, repository, sibling.number, identity);
      if (read === null) return sibling;
      const { comments, opinions, writers } = read;
      return { ...sibling, conversation: { comments, opinions, writers } };
    }),
  );
}
