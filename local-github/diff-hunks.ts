import { changedFiles, leftAt } from './changed-files.ts';
import { git, gitOnce } from './git.ts';
import { readObject } from './object-process.ts';

/** A run of lines in a file: `start` counts from 1; where there are no lines, it is the line before them. */
type Range = { start: number; count: number };

/** Which lines of the old file became which of the new one; `lines` begin with ' ', '+' or '-'. */
export type Hunk = { old: Range; new: Range; header: string; lines: string[] };

export type FileDiff = { oldBlob: string | null; newBlob: string | null; hunks: Hunk[] };

/** How GitHub shows the change of one file between two commits, three lines of context included; null when there is none. */
export async function fileDiff(
  directory: string,
  base: string,
  head: string,
  path: string,
): Promise<FileDiff | null> {
  const file = (await changedFiles(directory, base, head)).find(one => one.path === path);
  if (!file) return null;
  const before = `${await leftAt(directory, base, head)}:${file.previousPath ?? path}`;
  const oldBlob = file.changeType === 'ADDED' ? null : ((await readObject(directory, before))?.oid ?? null);
  const newBlob = (await readObject(directory, `${head}:${path}`))?.oid ?? null;
  return { oldBlob, newBlob, hunks: await hunksBetween(directory, oldBlob, newBlob, 3) };
}

/** The hunks between two blobs, null being an empty one; a binary file has none. */
export async function hunksBetween(
  directory: string,
  from: string | null,
  to: string | null,
  context: number,
): Promise<Hunk[]> {
  const hashObject = ['hash-object', '-w', '--stdin'];
  const empty = from === null || to === null ? String(await git(directory, hashObject)).trim() : '';
  const args = ['diff', '--no-color', '--no-ext-diff', `--unified=${context}`, '--end-of-options'];
  return parse(String(await gitOnce(directory, [...args, from ?? empty, to ?? empty])));
}

function parse(diff: string): Hunk[] {
  const hunks: Hunk[] = [];
  for (const line of diff.split('\n')) {
    const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (match) {
      const [, oldStart, oldCount, newStart, newCount] = match;
      const range = (start?: string, count = '1') => ({ start: Number(start), count: Number(count) });
      const [before, after] = [range(oldStart, oldCount), range(newStart, newCount)];
      hunks.push({ old: before, new: after, header: line, lines: [] });
    } else if (/^[ +-]/.test(line)) hunks.at(-1)?.lines.push(line);
  }
  return hunks;
}
