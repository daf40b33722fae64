import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type DataDirectoryLock = {
  /** The directory, made if it was missing, without symbolic links. */
  directory: string;
  /** May be called again. */
  release(): void;
};

/** Another process uses the directory; `holder` says which. */
export class DataDirectoryInUse extends Error {
  readonly directory: string;
  readonly holder: string;

  constructor(directory: string, holder: string) {
    super(
      `The data directory ${directory} is in use by ${holder}. Only one process at a time can ` +
        'use it: stop that one, or set DATABASE_URL to a PostgreSQL database, which many processes can share.',
    );
    this.directory = directory;
    this.holder = holder;
  }
}

const sqliteBusy = 5;

/** A lock that its caller forgets must not go with the garbage while the directory is in use. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only owner of the directory; throws a sentence that says who is it otherwise. SQLite is here
 * for its file lock alone: the operating system frees it with the process, however that ends.
 */
export function lockDataDirectory(path: string): DataDirectoryLock {
  const directory = makeDirectory(path);
  const holderFile = join(directory, 'owner.json');
  const database = takeLock(directory, holderFile);
  try {
    const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
    writeFileSync(holderFile, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    database.close();
    throw unusable(directory, error);
  }
  held.add(database);
  return {
    directory,
    release() {
      if (!held.delete(database)) return;
      rmSync(holderFile, { force: true });
      database.close();
    },
  };
}

function makeDirectory(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    return realpathSync(path);
  } catch (error) {
    throw unusable(path, error);
  }
}

function takeLock(directory: string, holderFile: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(join(directory, 'owner.lock'), { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    const isHeld = error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
    if (!isHeld) throw unusable(directory, error);
    throw new DataDirectoryInUse(directory, describeHolder(holderFile));
  }
}

/** Says who holds the lock. The file is for people: it may be missing or damaged while the lock itself is sound. */
function describeHolder(holderFile: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(holderFile, 'utf8'));
    if (Number.isInteger(pid)) return `process ${pid} on ${String(host)} since ${String(since)}`;
  } catch {}
  return 'another process';
}

function unusable(directory: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    `The data directory ${directory} cannot be used (${reason}). Expected a directory that this process may write ` +
      'to: set DATA_DIRECTORY to one, or DATABASE_URL to a PostgreSQL database.',
    { cause: error },
  );
}
