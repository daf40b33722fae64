import { type ChangedFile, emptyTree } from './git-store/git-store.ts';
import { gitAt } from './git-store/stores.ts';

/** What `head` changes since it left `base` (two commits), as a pull request shows it. */
export async function changedFiles(
  directory: string,
  base: string,
  head: string,
  options: { renames: boolean } = { renames: true },
): Promise<ChangedFile[]> {
  return gitAt(directory).changes(await leftAt(directory, base, head), head, options);
}

/** The commit at which `head` left `base`, or an empty tree when they share no history. */
export async function leftAt(directory: string, base: string, head: string): Promise<string> {
  return (await gitAt(directory).mergeBase(base, head)) ?? emptyTree;
}
