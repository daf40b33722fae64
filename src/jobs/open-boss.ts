import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { failureRecord } from './failure-record.ts';
import { occasionally } from './occasionally.ts';
import { reasonOf } from './reason-of.ts';
import type { Store } from './store.ts';

/** pg-boss's queue of that name, and the schema of the database that holds it. */
export const queueName = 'jobs';
export const schema = 'pattern_librarian';

/** Attempts at the last word; they come after a job's own. */
export const lastWordRetries = 5;

/** How often pg-boss would try again: our own records decide, which tell failures from other reasons to come back. */
export const maxRetries = 1_000_000;

export type RetrySettings = {
  /** How often a job that failed is tried again. */
  retryLimit: number;
  /** Seconds before the first retry; doubled for each further one, with jitter, up to the maximum. */
  retryDelaySeconds: number;
  retryDelayMaxSeconds: number;
  /** Seconds until a handler counts as hung. */
  expireSeconds: number;
};

/** A worker that has not told of itself for so long is lost; how often somebody looks for such. Together half a minute at most. */
const heartbeatSeconds = 15;
const lookSeconds = 4;

const minute = 60;
const hour = 60 * minute;

/** Starts pg-boss on the store and brings its one queue up to these settings. */
export async function openBoss(
  store: Store,
  settings: RetrySettings,
  log: Pick<Logger, 'warn' | 'error'>,
): Promise<PgBoss> {
  const boss = new PgBoss({
    ...store.connection,
    schema,
    // CockroachDB tells of nothing; jobs are found by asking.
    useListenNotify: store.connection.backend !== 'cockroachdb',
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: store.isOwned ? minute / 2 : lookSeconds,
    monitorIntervalSeconds: store.isOwned ? minute / 2 : lookSeconds,
    maintenanceIntervalSeconds: 10 * minute,
    flowIntervalSeconds: hour,
  });
  const tell = occasionally(about => log.error(about, 'The queue has a problem'));
  boss.on('error', error => tell(failureRecord(error)));
  boss.on('warning', ({ message }) => log.warn(`The queue: ${failureRecord({ message }).message}`));
  const options = {
    retryLimit: maxRetries,
    // For those whose worker is lost; all others are given a time when they are put back.
    retryDelay: 1,
    retryDelayMax: 5,
    retryBackoff: true,
    expireInSeconds: settings.expireSeconds,
    deleteAfterSeconds: hour,
    // Where others may take over; a store of our own is looked through at the start.
    heartbeatSeconds: store.isOwned ? null : heartbeatSeconds,
    notify: true,
  };
  try {
    await boss.start();
    // `stately`: one job per key that waits, one that is to be retried and one that runs, kept by unique indexes, so
    // that two processes cannot run one key at the same time.
    await boss.createQueue(queueName, { policy: 'stately' });
    await boss.updateQueue(queueName, options);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false });
    throw new Error(`The ${store.name} cannot be used (${reasonOf(error)}).`, { cause: error });
  }
}
