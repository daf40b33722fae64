import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { lockDataDirectory } from './data-directory-lock.ts';

/** Where jobs are kept: a PostgreSQL database, or a directory that this process alone uses. */
export type StoreLocation = { databaseUrl: string } | { dataDirectory: string };

export type Store = {
  /** For messages: what it is and where, without a password. */
  name: string;
  /** How pg-boss reaches it. */
  connection: Pick<ConstructorOptions, 'connectionString' | 'connectionTimeoutMillis' | 'db' | 'backend'>;
  /** Nobody else uses the store, so whatever it says is running was left by a process that died. */
  isOwned: boolean;
  /** Gives the space of deleted rows back where nobody else does: PGlite has no background processes. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the embedded store, or names the database, which pg-boss connects to. Rejects with a sentence for people. */
export async function openStore(location: StoreLocation): Promise<Store> {
  if ('dataDirectory' in location) return openEmbedded(location.dataDirectory);
  const url = URL.parse(location.databaseUrl);
  return {
    name: `PostgreSQL database ${url?.host}${url?.pathname}`,
    connection: { connectionString: location.databaseUrl, connectionTimeoutMillis: 5_000 },
    isOwned: false,
    vacuum: async () => {},
    close: async () => {},
  };
}

async function openEmbedded(dataDirectory: string): Promise<Store> {
  const lock = lockDataDirectory(dataDirectory);
  const directory = join(lock.directory, 'postgres');
  try {
    const pglite = await PGlite.create(directory);
    const vacuum = async () => void (await pglite.exec('VACUUM'));
    await vacuum();
    return {
      name: `store in ${directory}`,
      connection: { db: fromPglite(pglite), backend: 'pglite' },
      isOwned: true,
      vacuum,
      close: async () => {
        try {
          await pglite.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw new Error(
      `The store in ${directory} cannot be opened (${error instanceof Error ? error.message : error}). It holds ` +
        'nothing but jobs that wait: move it away and start again, and the sweep finds what was missed.',
      { cause: error },
    );
  }
}
