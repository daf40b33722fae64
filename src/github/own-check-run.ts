import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { type GitHub, query } from './client.ts';
import { nodesOf } from './pages.ts';
import type { AppIdentity } from './reader.ts';
import { checkRunQuery } from './repository-documents.ts';

type CheckRunAnswer = { id: string; externalId: string | null; status: string };
type Nodes<Item> = { nodes: (Item | null)[] | null } | null | undefined;

/** Returns the App's check run in its check suites of a commit; null where there is none. */
export function checkRunIn(
  suites: Nodes<{ status: string; checkRuns: Nodes<CheckRunAnswer> }>,
): PullRequestSnapshot['checkRun'] {
  const suite = nodesOf(suites)[0];
  const run = nodesOf(suite?.checkRuns)[0];
  if (!run) return null;
  // The re-run button leaves the run as it is and puts its suite back to queued.
  const completed = run.status === 'COMPLETED' && suite?.status === 'COMPLETED';
  return { id: run.id, externalId: run.externalId, completed };
}

/** Reads the App's check run on a commit that is no pull request's head, such as a merge group's. */
export async function readCheckRun(
  github: GitHub,
  { repositoryId, headOid }: { repositoryId: string; headOid: string },
  { appId }: AppIdentity,
): Promise<PullRequestSnapshot['checkRun']> {
  const { node } = await query(github, checkRunQuery, { repositoryId, head: headOid, app: appId });
  return checkRunIn(node?.object?.checkSuites);
}
