import { openEmbedded } from './open-embedded.ts';
import type { Store } from './store.ts';

/** Where jobs are kept: a PostgreSQL database, or a directory that this process alone uses. */
export type StoreLocation = { databaseUrl: string } | { dataDirectory: string };

export type StoreOptions = StoreLocation & {
  /** Told once when the store can do nothing any more, with a sentence; nothing by default. */
  storeFailed?: ((fault: Error) => void) | undefined;
};

/**
 * A connection that went silent without an end (a proxy, a database that is frozen) would be waited for until TCP gives up. A
 * statement that has no answer by then fails, and its connection goes with it. What pg-boss asks takes milliseconds.
 */
const connectionBounds = { connectionTimeoutMillis: 5_000, query_timeout: 15_000, keepAlive: true };

/** Opens the embedded store, or names the database, which pg-boss connects to. Rejects with a sentence for people. */
export async function openStore(
  { storeFailed = () => {}, ...location }: StoreOptions,
  poolSize?: number,
): Promise<Store> {
  if ('dataDirectory' in location) return openEmbedded(location.dataDirectory, storeFailed);
  const { databaseUrl } = location;
  const url = URL.parse(databaseUrl);
  const isCockroach = url?.protocol === 'cockroachdb:';
  return {
    name: `${isCockroach ? 'CockroachDB' : 'PostgreSQL'} database ${url?.host}${url?.pathname}`,
    connection: {
      // What both speak is PostgreSQL's protocol; the scheme says only which of the two it is.
      connectionString: databaseUrl.replace(/^cockroachdb:/, 'postgresql:'),
      ...connectionBounds,
      backend: isCockroach ? 'cockroachdb' : 'postgres',
      ...(poolSize !== undefined && { max: poolSize }),
    },
    isOwned: false,
    vacuum: async () => {},
    close: async () => {},
  };
}
