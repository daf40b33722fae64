import { spawn } from 'node:child_process';
import { gitEnvironment } from '../git-environment.ts';

export type GitResult = { code: number; stdout: Buffer; stderr: string };

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

/** The fields of Git's `-z` output. */
export function splitNul(output: Buffer): string[] {
  return output.toString().split('\0').slice(0, -1);
}
