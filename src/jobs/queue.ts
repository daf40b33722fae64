import { setTimeout as delay } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { type Job, jobKey } from './job.ts';
import { lastWordRetries, openBoss, queueName, type RetrySettings } from './open-boss.ts';
import { openStore, type StoreLocation } from './open-store.ts';
import { hasUnfinished } from './pg-boss-table.ts';
import { numberOf, type Priority } from './priority.ts';
import { countJobs, type JobCount } from './queue-stats.ts';
import { type JobHandlers, runJob } from './run-job.ts';
import { dropWaitingRetries, recoverRunning } from './waiting-retries.ts';

export type { JobHandlers } from './run-job.ts';

export type QueueOptions = StoreLocation &
  Partial<RetrySettings> & {
    log: Pick<Logger, 'info' | 'warn' | 'error'>;
    /** How many keys are worked on at once; 4 by default. */
    concurrency?: number;
    /** Seconds that running jobs get to finish when the queue stops; 30 by default. */
    stopSeconds?: number;
  };

export type Queue = {
  /**
   * Asks for a look. Resolves once that is on record, also when the same look was waiting already; then the higher priority counts.
   * Fresh by default.
   */
  enqueue(job: Job, priority?: Priority): Promise<void>;
  /** Starts to work jobs off. */
  work(handlers: JobHandlers): Promise<void>;
  /** Resolves when nothing is waiting (retries included) or running. */
  idle(): Promise<void>;
  /** Counts what waits and runs. */
  stats(): Promise<JobCount[]>;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  /** Lets running jobs finish, then closes the store. */
  stop(): Promise<void>;
};

/** A new job wakes the workers by NOTIFY; polling finds retries that are due, and jobs where notifications get lost. */
const polling = {
  includeMetadata: true,
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;

const hour = 60 * 60 * 1000;

const defaults = { retryLimit: 5, retryDelaySeconds: 5, retryDelayMaxSeconds: 300, expireSeconds: 600 };

/** Opens the store and its queue. Rejects with a sentence for people when the store cannot be had. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const { log, concurrency = 4, stopSeconds = 30 } = options;
  const store = await openStore(options);
  const boss = await startBoss();
  const vacuuming = setInterval(() => {
    store.vacuum().catch(error => log.error({ err: error }, 'The store of the queue cannot be vacuumed'));
  }, hour).unref();

  async function startBoss(): Promise<PgBoss> {
    try {
      const boss = await openBoss(store, { ...defaults, ...options }, log);
      const count = store.isOwned ? await recoverRunning(boss) : 0;
      if (count > 0) log.warn({ count }, 'Jobs that were running when the process ended are run again');
      return boss;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async function attempt(row: JobWithMetadata<Job>, handlers: JobHandlers): Promise<void> {
    await dropWaitingRetries(boss, jobKey(row.data));
    const retriesLeft = row.retryLimit - lastWordRetries - row.retryCount;
    const attempt = { job: row.data, retriesLeft, lastError: row.output, signal: row.signal };
    const later = await runJob(handlers, attempt, log);
    if (later === null) return;
    await boss.fail(queueName, row, { message: 'to be tried again later' });
    await boss.update(queueName, undefined, {
      id: row.id,
      startAfter: later,
      retryLimit: row.retryLimit + 1,
    });
  }

  return {
    async enqueue(job, priority = 'fresh') {
      const singletonKey = jobKey(job);
      const number = numberOf(priority);
      const taken = await boss.send(queueName, job, { singletonKey, priority: number });
      if (taken === null && priority === 'fresh')
        await boss.update(queueName, undefined, { singletonKey, priority: number });
    },
    async work(handlers) {
      for (let place = 0; place < concurrency; place += 1) {
        const worker = await boss.work(queueName, polling, async ([row]: JobWithMetadata<Job>[]) => {
          try {
            if (row) await attempt(row, handlers);
          } finally {
            // Look for the next one at once, and not at the next poll.
            boss.notifyWorker(worker);
          }
        });
      }
    },
    async idle() {
      while (await hasUnfinished(boss)) await delay(50);
    },
    stats: () => countJobs(boss, queueName),
    async ping() {
      await boss.getDb().executeSql('SELECT 1');
    },
    async stop() {
      clearInterval(vacuuming);
      try {
        await boss.stop({ timeout: stopSeconds * 1000 });
      } finally {
        await store.close();
      }
    },
  };
}
