import { type FileChanges, indexChanges, pathsIn, type WantedFiles } from '../catalog/index-changes.ts';
import { type GitHub, mutate, query } from './client.ts';
import { type CommitResult, commitFiles } from './commit-index.ts';
import { commitTrees } from './commit-trees.ts';
import { nodesOf } from './pages.ts';
import type { Branch } from './read-branch.ts';
import {
  createPullRequestMutation,
  createRefMutation,
  proposalQuery,
  updateRefMutation,
} from './writing-documents.ts';

/** The branch that holds the index where the App may not commit to the default branch itself. */
export const indexBranch = 'pattern-librarian/index';

type Message = { headline: string; body: string };

/** What is proposed: what the files should be, and what would make those of the default branch so. */
export type Proposal = { wanted: WantedFiles; changes: FileChanges };

/**
 * Proposes the index where protection keeps the App off the default branch: one branch and one pull request with the index,
 * updated by further commits while it is open, and begun anew from the default branch after that. Null: it holds what is wanted
 * already.
 */
export async function proposeIndex(
  github: GitHub,
  repositoryId: string,
  branch: Branch,
  message: Message,
  { wanted, changes }: Proposal,
): Promise<CommitResult | null> {
  const { node } = await query(github, proposalQuery, {
    repositoryId,
    ref: `refs/heads/${indexBranch}`,
    head: indexBranch,
  });
  // A fork may have a branch of that name, too.
  const isOpen = nodesOf(node?.pullRequests).some(pull => !pull.isCrossRepository);
  const ref = node?.ref;
  if (isOpen && ref?.target) {
    const { oid } = ref.target;
    // What it holds is an earlier index, which may differ in other files than the default branch's.
    const listed = await commitTrees(github, repositoryId)(oid).list(['patterns']);
    const further = indexChanges(listed, wanted);
    if (pathsIn(further).length === 0) return null;
    return commitFiles(github, { ...branch, branch: indexBranch, oid }, message, further);
  }
  if (ref)
    await mutate(github, updateRefMutation, { input: { refId: ref.id, oid: branch.oid, force: true } });
  else
    await mutate(github, createRefMutation, {
      input: { repositoryId, name: `refs/heads/${indexBranch}`, oid: branch.oid },
    });
  const result = await commitFiles(github, { ...branch, branch: indexBranch }, message, changes);
  if (result.kind !== 'committed') return result;
  const body =
    'Pattern Librarian may not commit to the default branch, so the index comes as a pull request. Put the App on the bypass list of the branch’s ruleset, and it will not have to ask.';
  const input = {
    repositoryId,
    baseRefName: branch.branch,
    headRefName: indexBranch,
    title: message.headline,
    body,
  };
  await mutate(github, createPullRequestMutation, { input });
  return result;
}
