import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import type { ObjectFormat } from '../pattern/digests.ts';

export type GitAnswer = { output: Buffer } | { failed: string };

// Set inside hooks, where they name the repository that calls and not the one that is looked at.
const inherited = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY'];
const quiet = [
  '--no-pager',
  '--no-optional-locks',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotePath=false',
];

/** Runs Git in a folder, without a shell, and gives its output, or its reason when it fails or is not installed. */
export async function git(folder: string, args: readonly string[], input = ''): Promise<GitAnswer> {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  for (const name of inherited) delete env[name];
  const child = spawn('git', [...quiet, ...args], { cwd: folder, env, stdio: 'pipe' });
  const ended = new Promise<string | null>(resolve => {
    child.on('error', () => resolve('git is not installed'));
    child.on('close', code => resolve(code === 0 ? null : 'git failed'));
  });
  child.stdin.on('error', () => {}); // Git may end before it has read everything; its exit code tells
  child.stdin.end(input);
  const [failure, output, words] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)]);
  if (failure === null) return { output };
  const lines = words.trim().split('\n');
  const reason = lines.find(line => /^(fatal|error): /.test(line)) ?? lines[0];
  return { failed: reason?.replace(/^(fatal|error): /, '') || failure };
}

/** Git's words for `patterns` and for what is called like it, below the folder that Git runs in. */
export const patternsInAnyCase = ':(icase)patterns';

/** The paths in a `-z` output. */
export function pathsIn(output: Buffer): string[] {
  return output.toString('utf8').split('\0').slice(0, -1);
}

/** How a repository names its objects; SHA-1 where there is no repository. */
export async function objectFormatOf(folder: string): Promise<ObjectFormat> {
  const answer = await git(folder, ['rev-parse', '--show-object-format=storage']);
  return 'output' in answer && answer.output.toString().trim() === 'sha256' ? 'sha256' : 'sha1';
}

/**
 * Tells whether Git ignores a path (from the folder, without being tracked): such files never reach a pull request.
 * Outside a work tree nothing is ignored.
 */
export async function ignoredIn(folder: string): Promise<(path: string) => boolean> {
  const listed = [
    'ls-files',
    '--others',
    '--ignored',
    '--exclude-standard',
    '--directory',
    '-z',
    '--',
    patternsInAnyCase,
  ];
  const answer = await git(folder, listed);
  const ignored = new Set(
    'output' in answer ? pathsIn(answer.output).map(path => path.replace(/\/$/, '')) : [],
  );
  return path => ignored.has(path);
}
