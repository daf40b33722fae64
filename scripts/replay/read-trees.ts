import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kindOf } from '../../src/pattern/file-kind.ts';
import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import type { Commit } from '../../test/replay/fixture.ts';
import type { Special, Tree } from '../../test/replay/tree.ts';

const run = promisify(execFile);

/** Runs git with words on its standard input, if any. */
type Git = (words: string[], input?: string) => Promise<Buffer>;

/** More than this GitHub does not give of a file. */
const maxBytes = 512_000;

/** Fetches the commits of a pull request with Git, and where its head left its base branch. */
export async function readTrees(
  token: string,
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
  const git: Git = async (words, input) => {
    const running = run('git', words, { cwd: directory, env, encoding: 'buffer', maxBuffer: 1e9 });
    if (input !== undefined) running.child.stdin?.end(input);
    return (await running).stdout;
  };
  try {
    const { number, headOid, baseBranch, repository } = snapshot;
    const { defaultBranch, defaultOid } = repository;
    await git(['init', '--quiet', '--bare']);
    const base = `+refs/heads/${baseBranch}:refs/base`;
    await git(['fetch', '--quiet', url, `refs/pull/${number}/head`, `refs/heads/${defaultBranch}`, base]);
    const mergeBase = String(await git(['merge-base', 'refs/base', headOid])).trim();
    const changed = new Set(snapshot.files.map(({ path }) => path));
    // The index is a function of the other files; it matters where the pull request changes it.
    const matters = ({ path }: Listed): boolean => kindOf(path) !== 'index' || changed.has(path);
    const list = async (oid: string): Promise<Listed[]> =>
      listedIn(String(await git(['ls-tree', '-r', '-z', '--long', oid]))).filter(matters);
    const onDefault = await list(defaultOid);
    const onBase = mergeBase === defaultOid ? onDefault : await list(mergeBase);
    const onHead = await list(headOid);
    const texts = await readBlobs(git, [...onDefault, ...onBase, ...onHead]);
    const tree = (listed: readonly Listed[]): Tree =>
      new Map(
        listed.map(({ path, id, special }) => [path, { bytes: texts.get(id) ?? new Uint8Array(), special }]),
      );
    return { mergeBase, trees: { default: tree(onDefault), mergeBase: tree(onBase), head: tree(onHead) } };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** A file as `git ls-tree` lists it. */
type Listed = { path: string; id: string; special: Special | null };

function listedIn(text: string): Listed[] {
  return text
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const [, mode = '', id = '', size = '', path = ''] =
        /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      return { path, id, special: specialOf(mode, Number(size)) };
    });
}

/** The bytes of files by Git's id, with one process for all of them. */
async function readBlobs(git: Git, listed: readonly Listed[]): Promise<Map<string, Uint8Array>> {
  const ids = [...new Set(listed.flatMap(({ id, special }) => (special ? [] : id)))];
  const said = await git(['cat-file', '--batch'], `${ids.join('\n')}\n`);
  const blobs = new Map<string, Uint8Array>();
  for (let at = 0; at < said.length; ) {
    const end = said.indexOf('\n', at);
    const [id = '', , size = ''] = said.toString('utf8', at, end).split(' ');
    blobs.set(id, said.subarray(end + 1, end + 1 + Number(size)));
    at = end + Number(size) + 2;
  }
  return blobs;
}

function specialOf(mode: string, size: number): Special | null {
  if (mode === '120000') return 'symlink';
  if (mode === '160000') return 'submodule';
  return size > maxBytes ? 'too-large' : null;
}
