import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PgBoss } from 'pg-boss';
import { DataDirectoryInUse } from './data-directory-lock.ts';
import { enqueueIn } from './enqueue.ts';
import { type QueueInspection, queueInspection } from './inspect-queue.ts';
import { schema } from './open-boss.ts';
import { openStore, type StoreLocation } from './open-store.ts';
import { hasOwnTables, sqlOf } from './own-tables.ts';
import { reasonOf } from './reason-of.ts';
import type { Store } from './store.ts';

export type OpenedInspection = { inspection: QueueInspection; close(): Promise<void> };

/**
 * Opens a queue to those who look after it, as it is: nothing is made, brought up to date or taken up again. Rejects with a sentence
 * for people where there is no queue, or one of another release.
 */
export async function openInspection(location: StoreLocation): Promise<OpenedInspection> {
  const store = await openExisting(location);
  const boss = new PgBoss({
    ...store.connection,
    schema,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    useListenNotify: false,
  });
  // What fails rejects, too.
  boss.on('error', () => {});
  const close = async (): Promise<void> => {
    try {
      await boss.stop({ graceful: false });
    } finally {
      await store.close();
    }
  };
  try {
    await boss.start();
    const sql = sqlOf(boss);
    if (!(await hasOwnTables(sql))) throw new Error(otherRelease);
    return { inspection: queueInspection(sql, enqueueIn(boss)), close };
  } catch (error) {
    await close();
    throw new Error(sentenceFor(store, reasonOf(error)), { cause: error });
  }
}

async function openExisting(location: StoreLocation): Promise<Store> {
  if ('dataDirectory' in location && !existsSync(join(location.dataDirectory, 'postgres', 'PG_VERSION')))
    throw new Error(`There is no queue in ${location.dataDirectory}. ${whereToLook}`);
  try {
    return await openStore(location);
  } catch (error) {
    if (!(error instanceof DataDirectoryInUse)) throw error;
    throw new Error(
      `The data directory ${error.directory} is in use by ${error.holder}, and one process at a time can use it. If that is the App, ` +
        'stop it, ask again, and start it again: its jobs wait meanwhile. While it runs, METRICS_PORT tells what is in its queue; one in ' +
        'a PostgreSQL database can be looked into at any time.',
      { cause: error },
    );
  }
}

const whereToLook =
  'Set DATABASE_URL or DATA_DIRECTORY to what the App has, or start this in the folder where the App is started.';

/** pg-boss's words for a database without its tables, and for one whose tables are not those of its release. */
const notThere = 'pg-boss is not installed';
const otherRelease = 'pg-boss database requires migrations';

function sentenceFor({ name }: Store, reason: string): string {
  if (reason.includes(notThere)) return `There is no queue in the ${name}. ${whereToLook}`;
  if (reason.includes(otherRelease))
    return `The queue in the ${name} is of another release. Use the pattern-librarian of the App that works on it; or start this one, which brings the queue up to date.`;
  return `The ${name} cannot be used (${reason}).`;
}
