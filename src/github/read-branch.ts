import { type GitHub, query } from './client.ts';
import { defaultBranchQuery } from './documents.ts';

/** The default branch as it stands now. */
export type Branch = { nameWithOwner: string; branch: string; oid: string };

/** Null: the repository is gone, archived or empty. */
export async function readBranch(github: GitHub, repository: string): Promise<Branch | null> {
  const { node } = await query<Answer>(github, defaultBranchQuery, { repository });
  const branch = node?.defaultBranchRef;
  if (!node || node.isArchived || !branch) return null;
  return { nameWithOwner: node.nameWithOwner, branch: branch.name, oid: branch.target.oid };
}

type Answer = {
  node: {
    nameWithOwner: string;
    isArchived: boolean;
    defaultBranchRef: { name: string; target: { oid: string } } | null;
  } | null;
};
