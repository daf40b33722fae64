import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createToken } from '../../../local-github/actions/create-token.ts';
import { openPullRequest as openPullRequestAction } from '../../../local-github/actions/open-pull-request.ts';
import { makeBareRepository } from '../../../local-github/bare-repository.ts';
import { branchHead } from '../../../local-github/git.ts';
import { gitAt } from '../../../local-github/git-store/stores.ts';
import { graphqlRoute } from '../../../local-github/graphql/route.ts';
import { githubLimits } from '../../../local-github/limits/limits.ts';
import { addRepository, type RepositorySettings } from '../../../local-github/setup/add-repository.ts';
import { addUser } from '../../../local-github/setup/add-user.ts';
import type { App, Installation, PullRequest, Repository } from '../../../local-github/state.ts';
import type { WebhookEvent, World } from '../../../local-github/world.ts';

export type Changes = { add?: Record<string, string | Uint8Array>; remove?: string[] };

/** What GraphQL answered; tests look into it freely. */
export type Answer = {
  status: number;
  data: ReturnType<typeof JSON.parse>;
  errors: { type?: string; message: string; path?: (string | number)[] }[] | undefined;
};

export type LibraryWorld = Awaited<ReturnType<typeof libraryWorld>>;

/** A world with the repository octo/library, its App and two people: olive owns it, casey only contributes. */
export async function libraryWorld(settings: Partial<RepositorySettings> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'local-github-graphql-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  let lastId = 0;
  let seconds = 0;
  const events: WebhookEvent[] = [];
  const world: World = {
    state: { users: [], apps: [], installations: [], repositories: [], deliveries: [] },
    url: 'http://127.0.0.1:1',
    directory,
    makeGit: makeBareRepository,
    send: () => {},
    textBytes: 512_000,
    limits: githubLimits(),
    now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
    nextId: () => ++lastId,
    emit: event => events.push(event),
    faults: { api: [], mutations: [], deliveries: [] },
    requests: [],
  };
  const owner = addUser(world, 'octo');
  const maintainer = addUser(world, 'olive');
  const contributor = addUser(world, 'casey');
  const repository = await addRepository(world, {
    owner: 'octo',
    name: 'library',
    collaborators: [{ login: 'olive', permission: 'maintain' }],
    files: { 'README.md': '# Library\n', 'patterns/ml/taxonomy.yaml': 'title: ML\n' },
    ...settings,
  });
  // App and installation are put there by hand: no key is needed, and nobody is told.
  const app: App = {
    id: world.nextId(),
    slug: 'pattern-librarian',
    name: 'Pattern Librarian',
    publicKey: '',
    webhookUrl: '',
    webhookSecret: '',
    permissions: {
      merge_queues: 'read',
      contents: 'write',
      checks: 'write',
      actions: 'read',
      pull_requests: 'write',
      issues: 'read',
    },
    events: [],
  };
  world.state.apps.push(app);
  const installation: Installation = {
    id: world.nextId(),
    appId: app.id,
    account: 'octo',
    repositoryIds: [repository.id],
    suspendedAt: null,
    tokens: [],
  };
  world.state.installations.push(installation);
  const appToken = tokenFor();

  function tokenFor(permissions?: Record<string, 'read' | 'write'>, of = { app, installation }): string {
    const made = createToken(world, of.app, of.installation, permissions ? { permissions } : {});
    if (!made.ok) throw new Error(made.reason);
    return made.token.token;
  }

  const route = graphqlRoute(world);
  async function ask(query: string, variables: object = {}, token: string = appToken): Promise<Answer> {
    const body = JSON.stringify({ query, variables });
    const headers = { authorization: `bearer ${token}`, 'content-type': 'application/json' };
    const response = await route.request('/', { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
    return { status: response.status, data, errors };
  }

  async function openPullRequest(branch: string, changes: Changes, from = repository): Promise<PullRequest> {
    await commit(from, branch, changes);
    const input = { title: `Add ${branch}`, body: 'What and why.', base: 'main', draft: false };
    const author = { login: 'casey', kind: 'user' as const };
    const head = `${from.owner}:${branch}`;
    const opened = await openPullRequestAction(world, repository, { ...input, head }, author);
    if (!opened.ok) throw new Error(opened.reason);
    events.length = 0;
    return opened.pullRequest;
  }

  return {
    world,
    events,
    repository,
    app,
    installation,
    owner,
    maintainer,
    contributor,
    appToken,
    tokenFor,
    ask,
    openPullRequest,
  };
}

/** Commits onto a branch, which starts from main when it is not there yet. */
export async function commit(repository: Repository, branch: string, changes: Changes): Promise<string> {
  const { gitDirectory } = repository;
  const parent = (await branchHead(gitDirectory, branch)) ?? (await branchHead(gitDirectory, 'main'));
  const additions = Object.entries(changes.add ?? {}).map(([path, content]) => ({ path, content }));
  const made = await gitAt(gitDirectory).commitFiles({
    additions,
    deletions: changes.remove ?? [],
    parent,
    message: `Change ${branch}\n\nBecause.\n`,
    author: { name: 'Casey', email: 'casey@example.com' },
    at: new Date('2026-01-02T03:04:05Z'),
  });
  if (!made.ok) throw new Error(made.reason);
  await gitAt(gitDirectory).moveRef(`refs/heads/${branch}`, made.oid);
  return made.oid;
}

/** The same with a pull request by casey. */
export async function worldWithPullRequest() {
  const library = await libraryWorld();
  const pullRequest = await library.openPullRequest('pattern', { add: { 'a.md': 'a' } });
  return { ...library, pullRequest };
}

/** The webhooks that were sent, as `event.action`. */
export function sent({ events }: LibraryWorld): string[] {
  return events.map(({ name, action }) => `${name}.${action}`);
}
