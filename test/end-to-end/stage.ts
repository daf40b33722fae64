import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { type AppBeside, startAppBeside } from '../../demo/app-beside.ts';
import { type Answer, person } from '../../local-github/person.ts';
import { addRepository, type RepositorySettings } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { install } from '../../local-github/setup/installations.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import type { App, Repository, User } from '../../local-github/state.ts';
import type { World } from '../../local-github/world.ts';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import type { StoreLocation } from '../../src/jobs/open-store.ts';
import { createDatabase } from '../jobs/start-postgres.ts';

export const checkName = 'Pattern Librarian';

/** A GitHub on this machine and the App beside it. The App is driven through HTTP and Git only. */
export type Stage = {
  url: string;
  world: World;
  app: App;
  /** The App's own address. */
  appUrl: string;
  /** Removed with the stage. */
  directory: string;
  user(login: string): User;
  /** A library on the default branch, the App installed; `ada` may write, `grace` is its maintainer. */
  library(files?: Record<string, string>, settings?: Partial<RepositorySettings>): Promise<Repository>;
  api(as: string, method: string, path: string, body?: object): Promise<Answer>;
  /** Resolves when every webhook is delivered and the App has nothing left to do. */
  settled(): Promise<void>;
  /** Lets the App make good now what webhooks did not tell; returns how much it asked for. */
  makeGood: AppBeside['makeGood'];
  close(): Promise<void>;
};

export type StageOptions = { retryDelaySeconds?: number; retryLimit?: number; openExaminer?: () => Examiner };

const patterns = ['README.md', 'taxonomy.yaml'].map(name => `patterns/ml/${name}`);
export const emptyLibrary: Record<string, string> = Object.fromEntries(
  patterns.map(path => [path, readFileSync(path, 'utf8')]),
);

export async function openStage({ openExaminer, ...options }: StageOptions = {}): Promise<Stage> {
  const github = await startLocalGitHub();
  const { world } = github;
  const directory = mkdtempSync(join(tmpdir(), 'stage-'));
  const beside = await startAppBeside(github, {
    store: await storeIn(directory),
    log: pino({ level: process.env.STAGE_LOG ?? 'silent' }),
    queue: { retryDelaySeconds: 1, retryLimit: 2, ...options },
    ...(openExaminer && { openExaminer }),
  });
  const { app } = beside;
  const users = new Map(['ada', 'grace', 'mallory', 'octo'].map(login => [login, addUser(world, login)]));
  const user = (login: string): User => {
    const found = users.get(login);
    if (!found) throw new Error(`there is no ${login} on this stage`);
    return found;
  };
  let libraries = 0;
  return {
    url: github.url,
    world,
    app,
    appUrl: beside.url,
    directory,
    user,
    async library(files = emptyLibrary, settings = {}) {
      libraries += 1;
      const collaborators = [
        { login: 'ada', permission: 'write' } as const,
        { login: 'grace', permission: 'admin' } as const,
      ];
      const repository = await addRepository(world, {
        owner: 'octo',
        name: `library-${libraries}`,
        files,
        collaborators,
        requiredChecks: [checkName],
        ...settings,
      });
      install(world, app, [repository]);
      await beside.settled();
      return repository;
    },
    api: (as, method, path, body) => person(world, user(as)).api(method, path, body),
    settled: beside.settled,
    makeGood: beside.makeGood,
    async close() {
      await beside.close();
      await github.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A database of the PostgreSQL that `test/jobs/postgres.ts` started, or the embedded store where it did not. */
async function storeIn(directory: string): Promise<StoreLocation> {
  const port = process.env.TEST_POSTGRES_PORT;
  if (port === undefined) return { dataDirectory: join(directory, 'data') };
  return { databaseUrl: await createDatabase(Number(port), basename(directory)) };
}
