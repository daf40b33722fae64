import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gitEnvironment } from './git-environment.ts';
import type { PullRequest, Repository, User } from './state.ts';
import type { World } from './world.ts';

const run = promisify(execFile);

/** What the REST API answered; `body` is null where it was no JSON. */
export type Answer = { status: number; body: Record<string, unknown> | null };

/** Somebody who works with GitHub from outside: Git and REST over HTTP, with a token. */
export type Person = {
  login: string;
  /** `path` as in GitHub's documentation: `/repos/octo/library/pulls`. */
  api(method: string, path: string, body?: object): Promise<Answer>;
  /** Clones with the real git into a folder, which is made. */
  clone(repository: Repository, directory: string): Promise<Clone>;
  /** `head` is a branch, or `owner:branch` of a fork. Throws when the pull request is not opened. */
  open(repository: Repository, request: PullRequestText): Promise<PullRequest>;
  merge(repository: Repository, pull: PullRequest, method?: 'merge' | 'squash'): Promise<Answer>;
};

type PullRequestText = { title: string; head: string; base?: string; body?: string };

export type Clone = {
  directory: string;
  /** Runs git in the clone and gives its standard output; throws with what git said when it fails. */
  git(...words: string[]): Promise<string>;
  /** Commits these files (null: deleted) on a branch that starts at the default branch, and pushes it. */
  push(
    branch: string,
    files: Record<string, string | Uint8Array | null>,
    options?: { force?: boolean; from?: string; message?: string },
  ): Promise<void>;
};

export function person(world: World, user: User): Person {
  const { login, token } = user;
  const api: Person['api'] = async (method, path, body) => {
    const response = await fetch(`${world.url}/api/v3${path}`, {
      method,
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json().catch(() => null)) as Answer['body'];
    return { status: response.status, body: answer };
  };
  const pulls = ({ owner, name }: Repository): string => `/repos/${owner}/${name}/pulls`;
  return {
    login,
    api,
    async clone(repository, directory) {
      await mkdir(directory, { recursive: true });
      const clone = cloneIn(world, directory, login, repository.defaultBranch);
      const address = world.url.replace('://', `://${login}:${token}@`);
      await clone.git('clone', '--quiet', `${address}/${repository.owner}/${repository.name}.git`, '.');
      return clone;
    },
    async open(repository, { base = repository.defaultBranch, ...text }) {
      const { status, body } = await api('POST', pulls(repository), { ...text, base });
      const pull = repository.pullRequests.find(({ number }) => number === body?.number);
      if (status !== 201 || !pull)
        throw new Error(`the pull request was not opened: ${status} ${JSON.stringify(body)}`);
      return pull;
    },
    merge: (repository, { number }, method = 'merge') =>
      api('PUT', `${pulls(repository)}/${number}/merge`, { merge_method: method }),
  };
}

/** No tidying up after each command; and where nothing is new, the older protocol asks once where the newer asks twice. */
const settings = ['-c', 'maintenance.auto=false', '-c', 'protocol.version=0'];

function cloneIn(world: World, directory: string, login: string, defaultBranch: string): Clone {
  const email = `${login}@example.org`;
  const env = () => ({
    ...gitEnvironment(),
    GIT_AUTHOR_NAME: login,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: login,
    GIT_COMMITTER_EMAIL: email,
    GIT_AUTHOR_DATE: dateOf(world),
    GIT_COMMITTER_DATE: dateOf(world),
  });
  const git = async (...words: string[]): Promise<string> =>
    (await run('git', [...settings, ...words], { cwd: directory, env: env(), maxBuffer: 1e8 })).stdout;
  return {
    directory,
    git,
    async push(branch, files, { force = false, from = `origin/${defaultBranch}`, message } = {}) {
      await git('fetch', '--quiet', 'origin');
      await git('checkout', '--quiet', '-B', branch, from);
      for (const [file, text] of Object.entries(files)) await put(join(directory, file), text);
      await git('add', '--all');
      const said = message ?? `Change ${Object.keys(files).join(', ')}`;
      await git('commit', '--quiet', '--allow-empty', '--message', said);
      await git('push', '--quiet', ...(force ? ['--force'] : []), 'origin', `HEAD:refs/heads/${branch}`);
    },
  };
}

function dateOf(world: World): string {
  return `${Math.floor(world.now().getTime() / 1000)} +0000`;
}

async function put(path: string, text: string | Uint8Array | null): Promise<void> {
  if (text === null) return rm(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
