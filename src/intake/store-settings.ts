import type { StoreLocation } from '../jobs/open-store.ts';
import type { Env } from './setting-names.ts';

/** Reads where the queue is kept; tells `problem` what is wrong with that. */
export function storeFrom(env: Env, problem: (sentence: string) => void): StoreLocation {
  if (!env.DATABASE_URL) {
    if (env.NODE_ENV === 'production' && !env.DATA_DIRECTORY) {
      problem(
        'Neither DATABASE_URL nor DATA_DIRECTORY is set, and NODE_ENV is production: set DATABASE_URL to a PostgreSQL database. ' +
          'The embedded store does not sync to the disk, so a power cut may lose what was acknowledged; if that will do, name its folder in DATA_DIRECTORY.',
      );
    }
    return { dataDirectory: env.DATA_DIRECTORY || './data' };
  }
  const url = URL.parse(env.DATABASE_URL);
  // A host may also be a folder with a socket, which an address has no place for.
  const hasHost = url !== null && (url.hostname !== '' || url.searchParams.get('host'));
  if (!/^(postgres|postgresql|cockroachdb):$/.test(url?.protocol ?? '') || !hasHost) {
    // Without its text: it usually holds a password.
    problem(
      'DATABASE_URL is no address of a PostgreSQL database; expected postgres://user:password@host:5432/name (or cockroachdb://…).',
    );
  }
  return { databaseUrl: env.DATABASE_URL };
}
