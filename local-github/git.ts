import { gitAt } from './git-store/stores.ts';
import { parseTree, type TreeEntry } from './git-store/tree-entries.ts';

/** The commit that a branch name, ref or object id stands for. */
export async function resolveCommit(directory: string, revision: string): Promise<string | null> {
  return (await gitAt(directory).readObject(`${revision}^{commit}`))?.oid ?? null;
}

/** The commit that a branch points to now. */
export function branchHead(directory: string, branch: string): Promise<string | null> {
  return resolveCommit(directory, `refs/heads/${branch}`);
}

/** The bytes of a file by object id or `<commit>:<path>`; null when that is no file. */
export async function readBlob(directory: string, expression: string): Promise<Buffer | null> {
  const object = await gitAt(directory).readObject(expression);
  return object?.type === 'blob' ? object.content : null;
}

/** The entries of one folder (a commit stands for its root), in Git's order; null when that is no folder. */
export async function readTree(directory: string, expression: string): Promise<TreeEntry[] | null> {
  const git = gitAt(directory);
  const object = await git.readObject(expression);
  const tree = object?.type === 'commit' ? await git.readObject(`${object.oid}^{tree}`) : object;
  return tree?.type === 'tree' ? parseTree(tree.content) : null;
}
