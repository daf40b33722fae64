import type { FileChanges } from '../catalog/index-changes.ts';
import { type GitHub, mutate } from './client.ts';
import type { Branch } from './read-branch.ts';
import { createCommitMutation } from './writing-documents.ts';

/** `stale`: the branch has moved since the tree was read. `refused`: the branch's protection keeps the App out. */
export type CommitResult =
  | { kind: 'committed'; oid: string | null }
  | { kind: 'stale' }
  | { kind: 'refused'; reason: string };

/** Commits files on a branch by compare-and-swap: nothing that was pushed in between can be overwritten. */
export async function commitFiles(
  github: GitHub,
  { nameWithOwner, branch, oid }: Branch,
  message: { headline: string; body: string },
  changes: FileChanges,
): Promise<CommitResult> {
  const additions = Object.entries(changes.additions).map(([path, text]) => ({
    path,
    contents: Buffer.from(text).toString('base64'),
  }));
  const deletions = changes.deletions.map(path => ({ path }));
  const input = {
    branch: { repositoryNameWithOwner: nameWithOwner, branchName: branch },
    expectedHeadOid: oid,
    message,
    fileChanges: { additions, deletions },
  };
  try {
    const { createCommitOnBranch } = await mutate(github, createCommitMutation, { input });
    return { kind: 'committed', oid: createCommitOnBranch?.commit?.oid ?? null };
  } catch (error) {
    for (const { type, message: reason } of graphqlErrors(error)) {
      if (type === 'STALE_DATA' || /expected branch to point to/i.test(reason)) return { kind: 'stale' };
      if (
        type === 'FORBIDDEN' ||
        type === 'BRANCH_PROTECTION_RULE_VIOLATION' ||
        /protected|rule violation|not authorized/i.test(reason)
      )
        return { kind: 'refused', reason };
    }
    throw error;
  }
}

/** Returns the errors that GitHub answers under HTTP 200. */
function graphqlErrors(error: unknown): { type?: string; message: string }[] {
  if (typeof error !== 'object' || error === null || !('errors' in error) || !Array.isArray(error.errors))
    return [];
  return error.errors;
}
