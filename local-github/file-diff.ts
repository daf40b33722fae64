import { changedFiles, leftAt } from './changed-files.ts';
import type { Hunk } from './git-store/git-store.ts';
import { gitAt } from './git-store/stores.ts';

export type FileDiff = { oldBlob: string | null; newBlob: string | null; hunks: Hunk[] };

/** How GitHub shows the change of one file between two commits, three lines of context included; null when there is none. */
export async function fileDiff(
  directory: string,
  base: string,
  head: string,
  path: string,
): Promise<FileDiff | null> {
  const git = gitAt(directory);
  const file = (await changedFiles(directory, base, head)).find(one => one.path === path);
  if (!file) return null;
  const before = `${await leftAt(directory, base, head)}:${file.previousPath ?? path}`;
  const oldBlob = file.changeType === 'ADDED' ? null : ((await git.readObject(before))?.oid ?? null);
  const newBlob = (await git.readObject(`${head}:${path}`))?.oid ?? null;
  return { oldBlob, newBlob, hunks: await git.hunks(oldBlob, newBlob, 3) };
}
