import { blobId } from '../pattern/digests.ts';
import { parentOf } from '../pattern/place.ts';
import { type GitHub, mutate, query } from './client.ts';
import { type CommitResult, commitFiles } from './commit-index.ts';
import { nodesOf } from './pages.ts';
import { keyOf } from './place-at-commit.ts';
import type { Branch } from './read-branch.ts';
import { readContents } from './read-contents.ts';
import {
  createPullRequestMutation,
  createRefMutation,
  proposalQuery,
  updateRefMutation,
} from './writing-documents.ts';

/** The branch that holds the index where the App may not commit to the default branch itself. */
export const indexBranch = 'pattern-librarian/index';

type Message = { headline: string; body: string };

/**
 * Proposes the index where protection keeps the App off the default branch: one branch and one pull request with the index,
 * updated by further commits while it is open, and begun anew from the default branch after that. Null: it holds these
 * files already.
 */
export async function proposeIndex(
  github: GitHub,
  repositoryId: string,
  branch: Branch,
  message: Message,
  files: Record<string, string>,
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
    if (await holds(github, repositoryId, oid, files)) return null;
    return commitFiles(github, { ...branch, branch: indexBranch, oid }, message, files);
  }
  if (ref)
    await mutate(github, updateRefMutation, { input: { refId: ref.id, oid: branch.oid, force: true } });
  else
    await mutate(github, createRefMutation, {
      input: { repositoryId, name: `refs/heads/${indexBranch}`, oid: branch.oid },
    });
  const result = await commitFiles(github, { ...branch, branch: indexBranch }, message, files);
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

async function holds(
  github: GitHub,
  repositoryId: string,
  oid: string,
  files: Record<string, string>,
): Promise<boolean> {
  const folders = [...new Set(Object.keys(files).map(parentOf))].map(path => ({ oid, path }));
  // Ids are what folders tell; nobody has to read the files.
  const { folders: present } = await readContents(github, repositoryId, [], folders);
  const ids = new Map(
    folders.flatMap(folder =>
      (present.get(keyOf(folder)) ?? []).map(entry => [`${folder.path}/${entry.name}`, entry.oid]),
    ),
  );
  return Object.entries(files).every(([path, text]) => ids.get(path) === blobId(text));
}
