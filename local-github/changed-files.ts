import { git, gitOnce, splitNul, tryGitOnce } from './git.ts';

export type ChangedFile = {
  path: string;
  changeType: 'ADDED' | 'MODIFIED' | 'DELETED' | 'RENAMED' | 'COPIED' | 'CHANGED';
  /** Where a renamed file was before; GitHub's GraphQL does not tell. */
  previousPath: string | null;
  /** Lines; 0 for a binary file. */
  additions: number;
  deletions: number;
};

const CHANGE_TYPES: Record<string, ChangedFile['changeType']> = {
  A: 'ADDED',
  M: 'MODIFIED',
  D: 'DELETED',
  R: 'RENAMED',
  C: 'COPIED',
  T: 'CHANGED',
};

/** What `head` changes since it left `base` (two commits), as a pull request shows it. */
export async function changedFiles(
  directory: string,
  base: string,
  head: string,
  options: { renames: boolean } = { renames: true },
): Promise<ChangedFile[]> {
  const from = await leftAt(directory, base, head);
  const detection = options.renames ? '--find-renames' : '--no-renames';
  const diff = ['diff-tree', '-r', '-z', detection, '--raw', '--numstat', '--end-of-options', from, head];
  return parse(splitNul(await gitOnce(directory, diff)));
}

/** The commit at which `head` left `base`, or an empty tree when they share no history. */
export async function leftAt(directory: string, base: string, head: string): Promise<string> {
  const mergeBase = await tryGitOnce(directory, ['merge-base', '--end-of-options', base, head]);
  return mergeBase.code === 0 ? mergeBase.stdout.toString().trim() : emptyTree(directory);
}

async function emptyTree(directory: string): Promise<string> {
  return (await git(directory, ['mktree'])).toString().trim();
}

/** Git first lists all files with their change, then all files again with their line counts, in one order. */
function parse(fields: string[]): ChangedFile[] {
  const files: ChangedFile[] = [];
  let next = 0;
  const take = () => fields[next++] ?? '';
  while (fields[next]?.startsWith(':')) {
    const status = take().split(' ').at(-1)?.charAt(0) ?? '';
    const previousPath = status === 'R' || status === 'C' ? take() : null;
    const changeType = CHANGE_TYPES[status] ?? 'CHANGED';
    files.push({ path: take(), changeType, previousPath, additions: 0, deletions: 0 });
  }
  for (const file of files) {
    const [additions, deletions] = take().split('\t');
    file.additions = Number(additions) || 0;
    file.deletions = Number(deletions) || 0;
    if (file.previousPath !== null) next += 2;
  }
  return files;
}
