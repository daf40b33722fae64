import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'yaml';
import { takeBranchMoves } from '../../local-github/branch-moves.ts';
import { git } from '../../local-github/git-store/git-process.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';
import { withoutRateLimits } from '../../local-github/limits/limits.ts';
import { type Person, person } from '../../local-github/person.ts';
import { addApp } from '../../local-github/setup/add-app.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { install } from '../../local-github/setup/installations.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import type { CheckRun, PullRequest, Repository } from '../../local-github/state.ts';
import { deliveriesSettled } from '../../local-github/webhooks/delivery-queue.ts';
import type { World } from '../../local-github/world.ts';
import type { Folder } from '../corpus/library.ts';
import type { Source } from '../intake/delivery.ts';
import type { Options } from '../options.ts';
import { type Relay, startRelay } from './relay.ts';
import { type AppProcess, startApp } from './start-app.ts';

/** A GitHub on this machine with a library of the benchmark, and the App beside it in a process of its own. */
export type Stage = {
  world: World;
  repository: Repository;
  app: AppProcess;
  /** What the App asks GitHub, and when the webhooks reach the App. */
  api: Relay;
  webhooks: Relay;
  ada: Person;
  /** Makes a branch with these folders on top of the default branch. */
  branch(name: string, folders: readonly Folder[]): Promise<void>;
  /** Whose deliveries those of the repository are. */
  source: Source;
  /** Resolves when the App's check on a pull request is complete. */
  checked(pull: PullRequest): Promise<CheckRun>;
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** `library` is a Git repository whose `main` is the default branch; `directory` is where everything of the stage lies. */
export async function openStage(
  library: string,
  directory: string,
  { concurrency, cgroup }: Pick<Options, 'concurrency' | 'cgroup'>,
): Promise<Stage> {
  // What is measured is the App, not how long GitHub would have it wait.
  const limits = withoutRateLimits;
  const github = await startLocalGitHub({ directory: join(directory, 'repositories'), limits });
  const { world } = github;
  const manifest = parse(readFileSync(join(import.meta.dirname, '../../app.yml'), 'utf8'));
  const { app: registered, privateKey } = addApp(world, manifest);
  const api = await startRelay(() => github.url);
  const settings = {
    APP_ID: String(registered.id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: registered.webhookSecret,
    GHE_HOST: new URL(api.url).host,
    GHE_PROTOCOL: 'http',
    DATA_DIRECTORY: join(directory, 'data'),
    HOST: '127.0.0.1',
    PORT: '0',
    ...(concurrency !== null && { CONCURRENCY: String(concurrency) }),
  };
  const app = await startApp(settings, join(directory, 'app.log'), cgroup);
  const webhooks = await startRelay(() => app.url);
  registered.webhookUrl = `${webhooks.url}/api/github/webhooks`;
  const ada = addUser(world, 'ada');
  const collaborators = [{ login: ada.login, permission: 'write' } as const];
  const repository = await addRepository(world, { owner: 'octo', name: 'library', collaborators });
  const { gitDirectory, defaultBranch } = repository;
  await git(gitDirectory, ['fetch', '--quiet', library, `main:refs/heads/${defaultBranch}`]);
  await takeBranchMoves(repository);
  const { id: installationId } = install(world, registered, [repository]);
  const source = { secret: registered.webhookSecret, installationId, repository };

  async function settled(): Promise<void> {
    for (let seen = -1; seen !== world.state.deliveries.length + world.requests.length; ) {
      seen = world.state.deliveries.length + world.requests.length;
      await deliveriesSettled(world);
      await app.idle();
    }
  }

  return {
    world,
    repository,
    app,
    api,
    webhooks,
    ada: person(world, ada),
    branch: (name, folders) => addBranch(world, repository, name, folders),
    source,
    checked: pull => checkOn(repository, pull),
    settled,
    async close() {
      await app.close();
      await Promise.all([api.close(), webhooks.close()]);
      await github.close();
    },
  };
}

async function addBranch(
  world: World,
  repository: Repository,
  name: string,
  folders: readonly Folder[],
): Promise<void> {
  const { gitDirectory, defaultBranch, owner } = repository;
  const parent = String(await git(gitDirectory, ['rev-parse', `refs/heads/${defaultBranch}`])).trim();
  const commit = await gitAt(gitDirectory).commitFiles({
    additions: folders.flatMap(({ path, files }) =>
      Object.entries(files).map(([file, content]) => ({ path: `${path}/${file}`, content })),
    ),
    deletions: [],
    parent,
    message: name,
    author: { name: owner, email: `${owner}@example.org` },
    at: world.now(),
  });
  if (!commit.ok) throw new Error(`The branch ${name} was not made: ${commit.reason}`);
  await git(gitDirectory, ['update-ref', `refs/heads/${name}`, commit.oid]);
  await takeBranchMoves(repository);
}

const millisecondsBetweenLooks = 2;
const maxWaitedMilliseconds = 20 * 60 * 1000;

async function checkOn(repository: Repository, { headOid, number }: PullRequest): Promise<CheckRun> {
  const begin = performance.now();
  while (performance.now() - begin < maxWaitedMilliseconds) {
    const runs = repository.checkSuites
      .filter(suite => suite.headOid === headOid)
      .flatMap(suite => suite.runs);
    const done = runs.find(({ status }) => status === 'COMPLETED');
    if (done) return done;
    await delay(millisecondsBetweenLooks);
  }
  throw new Error(`The App has not checked pull request ${number} within 20 minutes.`);
}
