import { type GitHub, query } from './client.ts';
import { defaultBranchQuery } from './repository-documents.ts';

/** The default branch as it stands now. */
export type Branch = { nameWithOwner: string; branch: string; oid: string };

/** Reads the default branch. Null: the repository is gone, archived or empty. */
export async function readBranch(github: GitHub, repositoryId: string): Promise<Branch | null> {
  const { node } = await query(github, defaultBranchQuery, { repositoryId });
  const branch = node?.defaultBranchRef;
  if (!node || node.isArchived || !branch?.target) return null;
  return { nameWithOwner: node.nameWithOwner, branch: branch.name, oid: branch.target.oid };
}
