import { spawn } from 'node:child_process';
import { gitEnvironment } from './git-environment.ts';
import { readObject } from './object-process.ts';

export type GitResult = { code: number; stdout: Buffer; stderr: string };
export type TreeEntry = { mode: string; type: 'blob' | 'tree' | 'commit'; oid: string; name: string };

/** Git said no where it had to say yes. */
class GitError extends Error {
  constructor(args: string[], result: GitResult) {
    super(`git ${args.join(' ')} ended with ${result.code}: ${result.stderr.trim()}`);
    this.name = 'GitError';
  }
}

/** Runs Git in a repository and gives whatever it answered, also when it failed. */
export function tryGit(
  directory: string,
  args: string[],
  input: string | Buffer = '',
  environment: Record<string, string> = {},
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: directory, env: { ...gitEnvironment(), ...environment } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => stderr.push(chunk));
    // Git may end before it has read its input; its exit code tells why.
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', code =>
      resolve({ code: code ?? -1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
    child.stdin.end(input);
  });
}

/** Runs Git in a repository and gives its standard output; a failure is a GitError. */
export async function git(
  directory: string,
  args: string[],
  input: string | Buffer = '',
  environment: Record<string, string> = {},
): Promise<Buffer> {
  const result = await tryGit(directory, args, input, environment);
  if (result.code !== 0) throw new GitError(args, result);
  return result.stdout;
}

const immutable = new Map<string, Promise<GitResult>>();
const maxRemembered = 5_000;

/** As `tryGit`; of a question about commits and blobs that are named by their ids the answer is kept: it never changes. */
export function tryGitOnce(directory: string, args: string[]): Promise<GitResult> {
  if (!args.slice(1).every(isOptionOrIds)) return tryGit(directory, args);
  const key = JSON.stringify([directory, args]);
  const known = immutable.get(key) ?? tryGit(directory, args);
  immutable.set(key, known);
  const [oldest] = immutable.keys();
  if (immutable.size > maxRemembered && oldest !== undefined) immutable.delete(oldest);
  // A commit that is not there yet may come.
  const forget = (): boolean => immutable.delete(key);
  known.then(({ code }) => code > 1 && forget(), forget);
  return known;
}

function isOptionOrIds(arg: string): boolean {
  return /^-|^[0-9a-f]{40,64}(?:\.\.[0-9a-f]{40,64})?$/.test(arg);
}

/** As `tryGitOnce`; a failure is a GitError. */
export async function gitOnce(directory: string, args: string[]): Promise<Buffer> {
  const result = await tryGitOnce(directory, args);
  if (result.code !== 0) throw new GitError(args, result);
  return result.stdout;
}

/** The commit that a branch name, ref or object id stands for. */
export async function resolveCommit(directory: string, revision: string): Promise<string | null> {
  return (await readObject(directory, `${revision}^{commit}`))?.oid ?? null;
}

/** The commit that a branch points to now. */
export function branchHead(directory: string, branch: string): Promise<string | null> {
  return resolveCommit(directory, `refs/heads/${branch}`);
}

/** The bytes of a file by object id or `<commit>:<path>`; null when that is no file. */
export async function readBlob(directory: string, expression: string): Promise<Buffer | null> {
  const object = await readObject(directory, expression);
  return object?.type === 'blob' ? object.content : null;
}

/** The entries of one folder (a commit stands for its root), in Git's order; null when that is no folder. */
export async function readTree(directory: string, expression: string): Promise<TreeEntry[] | null> {
  const object = await readObject(directory, expression);
  if (object?.type !== 'tree' && object?.type !== 'commit') return null;
  const listing = await git(directory, ['ls-tree', '-z', object.oid]);
  return splitNul(listing).map(line => {
    const tab = line.indexOf('\t');
    const [mode = '', type = '', oid = ''] = line.slice(0, tab).split(' ');
    return { mode, type: type as TreeEntry['type'], oid, name: line.slice(tab + 1) };
  });
}

/** Every ref below a prefix with the object it points to. */
export async function readRefs(directory: string, prefix: string): Promise<Map<string, string>> {
  const listing = await git(directory, ['for-each-ref', '--format=%(objectname) %(refname)', '--', prefix]);
  const lines = listing.toString().split('\n').filter(Boolean);
  return new Map(lines.map(line => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}

/** Whether the first commit is the second one or one of its ancestors. */
export async function isAncestor(directory: string, ancestor: string, commit: string): Promise<boolean> {
  return (await tryGitOnce(directory, ['merge-base', '--is-ancestor', ancestor, commit])).code === 0;
}

/** The fields of Git's `-z` output. */
export function splitNul(output: Buffer): string[] {
  return output.toString().split('\0').slice(0, -1);
}
