import { type GitHub, query } from './client.ts';
import { nodesOf } from './pages.ts';
import { defaultBranchQuery } from './repository-documents.ts';

/** The default branch as it stands now. */
export type Branch = {
  nameWithOwner: string;
  branch: string;
  oid: string;
  /** The newest commits, the head first. */
  recent: { oid: string; messageBody: string; parent: string | null }[];
  /** External ids of the App's own check runs on the head. */
  toldIds: string[];
};

/** Reads the default branch with its newest commits. Null: the repository is gone, archived or empty. */
export async function readBranch(
  github: GitHub,
  repositoryId: string,
  app: number,
  recent: number,
): Promise<Branch | null> {
  const { node } = await query(github, defaultBranchQuery, { repositoryId, app, recent });
  const branch = node?.defaultBranchRef;
  if (!node || node.isArchived || !branch?.target) return null;
  const { oid, history, checkSuites } = branch.target;
  return {
    nameWithOwner: node.nameWithOwner,
    branch: branch.name,
    oid,
    recent: nodesOf(history).map(({ oid, messageBody, parents }) => ({
      oid,
      messageBody,
      parent: nodesOf(parents)[0]?.oid ?? null,
    })),
    toldIds: nodesOf(checkSuites)
      .flatMap(({ checkRuns }) => nodesOf(checkRuns))
      .flatMap(({ externalId }) => externalId ?? []),
  };
}
