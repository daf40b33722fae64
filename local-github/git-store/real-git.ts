import { commitFiles, writeCommit } from './commit-files.ts';
import { git, gitOnce, splitNul, tryGit, tryGitOnce } from './git-process.ts';
import type { ChangedFile, CommitRange, GitStore, Hunk } from './git-store.ts';
import { readObject } from './object-process.ts';

/** Git as it is installed on this machine, working in a bare repository. */
export function realGit(directory: string): GitStore {
  return {
    readObject: expression => readObject(directory, expression),
    readRefs: prefix => readRefs(directory, prefix),
    async moveRef(ref, to, from) {
      const expected = from === undefined ? [] : [from ?? nothing];
      const args =
        to === null ? ['update-ref', '-d', ref, ...expected] : ['update-ref', ref, to, ...expected];
      return (await tryGit(directory, args)).code === 0;
    },
    isAncestor: async (ancestor, commit) =>
      (await tryGitOnce(directory, ['merge-base', '--is-ancestor', ancestor, commit])).code === 0,
    async mergeBase(one, other) {
      const result = await tryGitOnce(directory, ['merge-base', '--end-of-options', one, other]);
      return result.code === 0 ? result.stdout.toString().trim() : null;
    },
    commits: range => commits(directory, range),
    async changes(from, to, { renames }) {
      const detection = renames ? '--find-renames' : '--no-renames';
      const diff = ['diff-tree', '-r', '-z', detection, '--raw', '--numstat', '--end-of-options', from, to];
      return filesIn(splitNul(await gitOnce(directory, diff)));
    },
    hunks: (from, to, context) => hunks(directory, from, to, context),
    async mergedTree(base, head) {
      const merge = ['merge-tree', '--write-tree', '--end-of-options', base, head];
      const result = await tryGitOnce(directory, merge);
      return result.code === 0 ? result.stdout.toString().trim() : null;
    },
    commitFiles: commit => commitFiles(directory, commit),
    writeCommit: (tree, parents, commit) => writeCommit(directory, tree, parents, commit),
    async takeCommit(from, oid) {
      const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--end-of-options'];
      await git(directory, [...fetch, from, oid]);
    },
    async takeBranches(from, onlyBranch) {
      const branches = `+refs/heads/${onlyBranch ?? '*'}:refs/heads/${onlyBranch ?? '*'}`;
      await git(directory, ['fetch', '--quiet', '--end-of-options', from, branches]);
    },
  };
}

const nothing = '0'.repeat(40);

async function readRefs(directory: string, prefix: string): Promise<Map<string, string>> {
  const listing = await git(directory, ['for-each-ref', '--format=%(objectname) %(refname)', '--', prefix]);
  const lines = listing.toString().split('\n').filter(Boolean);
  return new Map(lines.map(line => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}

async function commits(directory: string, { to, from, path, max }: CommitRange): Promise<string[]> {
  const most = max === undefined ? [] : [`--max-count=${max}`];
  const range = from == null ? to : `${from}..${to}`;
  const paths = path == null ? [] : [`:(literal)${path}`];
  const args = ['rev-list', '--date-order', ...most, '--end-of-options', range, '--', ...paths];
  return String(await gitOnce(directory, args))
    .split('\n')
    .filter(Boolean);
}

const changeTypes: Record<string, ChangedFile['changeType']> = {
  A: 'ADDED',
  M: 'MODIFIED',
  D: 'DELETED',
  R: 'RENAMED',
  C: 'COPIED',
  T: 'CHANGED',
};

/** Git first lists all files with their change, then all files again with their line counts, in one order. */
function filesIn(fields: string[]): ChangedFile[] {
  const files: ChangedFile[] = [];
  let next = 0;
  const take = () => fields[next++] ?? '';
  while (fields[next]?.startsWith(':')) {
    const status = take().split(' ').at(-1)?.charAt(0) ?? '';
    const previousPath = status === 'R' || status === 'C' ? take() : null;
    const changeType = changeTypes[status] ?? 'CHANGED';
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

async function hunks(
  directory: string,
  from: string | null,
  to: string | null,
  context: number,
): Promise<Hunk[]> {
  const hashObject = ['hash-object', '-w', '--stdin'];
  const empty = from === null || to === null ? String(await git(directory, hashObject)).trim() : '';
  const args = ['diff', '--no-color', '--no-ext-diff', `--unified=${context}`, '--end-of-options'];
  return hunksIn(String(await gitOnce(directory, [...args, from ?? empty, to ?? empty])));
}

function hunksIn(diff: string): Hunk[] {
  const found: Hunk[] = [];
  for (const line of diff.split('\n')) {
    const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (match) {
      const [, oldStart, oldCount, newStart, newCount] = match;
      const range = (start?: string, count = '1') => ({ start: Number(start), count: Number(count) });
      const [before, after] = [range(oldStart, oldCount), range(newStart, newCount)];
      found.push({ old: before, new: after, header: line, lines: [] });
    } else if (/^[ +-]/.test(line)) found.at(-1)?.lines.push(line);
  }
  return found;
}
