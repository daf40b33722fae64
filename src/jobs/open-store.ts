import { openEmbedded } from './open-embedded.ts';
import type { Store } from './store.ts';

/** Where jobs are kept: a PostgreSQL database, or a directory that this process alone uses. */
export type StoreLocation = { databaseUrl: string } | { dataDirectory: string };

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
