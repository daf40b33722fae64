import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { type Person, person } from '../local-github/person.ts';
import { addRepository } from '../local-github/setup/add-repository.ts';
import { addUser } from '../local-github/setup/add-user.ts';
import { install } from '../local-github/setup/installations.ts';
import { startLocalGitHub } from '../local-github/start.ts';
import type { PullRequest, Repository } from '../local-github/state.ts';
import type { World } from '../local-github/world.ts';
import { type AppBeside, startAppBeside } from './app-beside.ts';
import { batchingPath, cachingPath } from './patterns.ts';

/** A GitHub with a library that requires the check, the App beside it, and two people. */
export type Scene = {
  library: Repository;
  /** Contributes. */
  ada: Person;
  /** Maintains the library. */
  grace: Person;
  /** What the App writes to its log. */
  logFile: string;
  world: World;
  pageOf(pull: PullRequest): string;
  /** A new folder for somebody's clone. */
  folderFor(name: string): string;
  settled: AppBeside['settled'];
  /** Stops everything and removes what was written, but for the log if it is still wanted. */
  close(options?: { keepLog: boolean }): Promise<void>;
};

/** Sets the scene in a temporary folder; the App is installed and has written the index when it resolves. */
export async function openScene(): Promise<Scene> {
  const directory = await mkdtemp(join(tmpdir(), 'pattern-librarian-demo-'));
  const logFile = join(directory, 'app.log');
  const closing: (() => Promise<void>)[] = [];
  async function close({ keepLog } = { keepLog: false }): Promise<void> {
    for (const end of closing.splice(0).reverse()) await end();
    const entries = (await readdir(directory)).filter(name => !keepLog || join(directory, name) !== logFile);
    for (const name of entries) await rm(join(directory, name), { recursive: true, maxRetries: 5 });
    if (!keepLog) await rm(directory, { recursive: true });
  }
  try {
    const github = await startLocalGitHub({ directory: join(directory, 'github') });
    closing.push(github.close);
    const { world } = github;
    const log = pino({ level: 'info' }, pino.destination({ dest: logFile, sync: true }));
    const beside = await startAppBeside(github, { store: { dataDirectory: join(directory, 'data') }, log });
    closing.push(beside.close);
    const [ada, grace] = [person(world, addUser(world, 'ada')), person(world, addUser(world, 'grace'))];
    const library = await addRepository(world, {
      owner: 'octo',
      name: 'library',
      files: await libraryFiles(),
      collaborators: [
        { login: ada.login, permission: 'write' },
        { login: grace.login, permission: 'maintain' },
      ],
      requiredChecks: ['Pattern Librarian'],
    });
    install(world, beside.app, [library]);
    await beside.settled();
    return {
      library,
      ada,
      grace,
      logFile,
      world,
      pageOf: ({ number }) => `${world.url}/${library.owner}/${library.name}/pull/${number}`,
      folderFor: name => join(directory, `${name}’s clone`),
      settled: beside.settled,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** This repository's own library, without what is written in the story and without the index, which is the App's. */
async function libraryFiles(): Promise<Record<string, Uint8Array>> {
  const found = await readdir(join(root, 'patterns'), { recursive: true, withFileTypes: true });
  const paths = found
    .filter(entry => entry.isFile() && !['INDEX.md', 'index.json'].includes(entry.name))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(path => ![batchingPath, cachingPath].some(own => path.startsWith(`${dirname(own)}/`)));
  const contents = paths.map(async path => [path, await readFile(join(root, path))] as const);
  return Object.fromEntries(await Promise.all(contents));
}
