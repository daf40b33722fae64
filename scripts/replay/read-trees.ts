import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kindOf } from '../../src/pattern/parsed-file.ts';
import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import type { Commit } from '../../test/replay/fixture.ts';
import type { Special, Tree, TreeFile } from '../../test/replay/tree.ts';
import type { Server } from './recording.ts';

const run = promisify(execFile);

type Git = (...words: string[]) => Promise<Buffer>;

/** More than this GitHub does not give of a file. */
const mostBytes = 512_000;

/** Fetches the commits of a pull request with Git, and where its head left its base branch. */
export async function readTrees(
  { token }: Pick<Server, 'token'>,
  url: string,
  snapshot: PullRequestSnapshot,
): Promise<{ mergeBase: string; trees: Record<Commit, Tree> }> {
  const directory = await mkdtemp(join(tmpdir(), 'recording-'));
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const env = {
    PATH: process.env.PATH ?? '',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    GIT_TERMINAL_PROMPT: '0',
  };
  const git: Git = async (...words) =>
    (await run('git', words, { cwd: directory, env, encoding: 'buffer', maxBuffer: 1e9 })).stdout;
  try {
    const { number, headOid, baseBranch, repository } = snapshot;
    await git('init', '--quiet', '--bare');
    const refs = [`refs/pull/${number}/head`, baseBranch, repository.defaultBranch];
    await git('fetch', '--quiet', url, ...new Set(refs), `+refs/heads/${baseBranch}:refs/base`);
    const mergeBase = String(await git('merge-base', 'refs/base', headOid)).trim();
    const changed = new Set(snapshot.files.map(({ path }) => path));
    // The index is a function of the other files; it matters where the pull request changes it.
    const matters = (path: string): boolean => kindOf(path) !== 'index' || changed.has(path);
    const known = new Map<string, Promise<Buffer>>();
    const blob = (id: string): Promise<Buffer> => {
      const read = known.get(id) ?? git('cat-file', 'blob', id);
      known.set(id, read);
      return read;
    };
    const treeAt = async (oid: string): Promise<Tree> =>
      treeOf(String(await git('ls-tree', '-r', '-z', '--long', oid)), blob, matters);
    const trees = {
      default: await treeAt(repository.defaultOid),
      mergeBase: await treeAt(mergeBase),
      head: await treeAt(headOid),
    };
    return { mergeBase, trees };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** `listed`: what `git ls-tree -r -z --long` said of the commit. */
async function treeOf(
  listed: string,
  blob: (id: string) => Promise<Buffer>,
  matters: (path: string) => boolean,
): Promise<Tree> {
  const tree = new Map<string, TreeFile>();
  for (const line of listed.split('\0').filter(Boolean)) {
    const [, mode = '', id = '', size = '', path = ''] =
      /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.*)$/s.exec(line) ?? [];
    if (!matters(path)) continue;
    const special = specialOf(mode, Number(size));
    tree.set(path, { bytes: special ? new Uint8Array() : await blob(id), special });
  }
  return tree;
}

function specialOf(mode: string, size: number): Special | null {
  if (mode === '120000') return 'symlink';
  if (mode === '160000') return 'submodule';
  return size > mostBytes ? 'too-large' : null;
}
