import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { notDurable } from './durability.ts';
import { enqueueIn } from './enqueue.ts';
import { failureRecord } from './failure-record.ts';
import { type Gate, openGate } from './gate.ts';
import { type GateTable, gateTable } from './gate-table.ts';
import { countDead } from './inspect-queue.ts';
import type { Job } from './job.ts';
import { type JobRecords, jobRecordsIn } from './job-records.ts';
import { openBoss, queueName, type RetrySettings } from './open-boss.ts';
import { openStore, type StoreOptions } from './open-store.ts';
import { makeOwnTables, type Sql } from './own-tables.ts';
import {
  adoptOlderJobs,
  countJobs,
  hasUnfinished,
  type JobCount,
  putJobBack,
  type Running,
} from './pg-boss-table.ts';
import type { Priority } from './priority.ts';
import type { JobHandlers } from './run-job.ts';
import type { Store } from './store.ts';
import { jobTaker } from './take-job.ts';
import { turnsIn } from './turns.ts';
import { turnstile } from './turnstile.ts';
import { recoverRunning } from './waiting-retries.ts';
import { writeProbe } from './write-probe.ts';

export type { JobHandlers } from './run-job.ts';

export type QueueOptions = StoreOptions &
  Partial<RetrySettings> & {
    log: Pick<Logger, 'info' | 'warn' | 'error'>;
    /** How many keys are worked on at once; 4 by default. One installation has at most all but one of the places. */
    concurrency?: number;
    /** Seconds that running jobs get to finish when the queue stops; 5 by default. */
    stopSeconds?: number;
    /** Connections to PostgreSQL at once; by default ten, or four more than the concurrency. */
    poolSize?: number;
    /** Milliseconds between two writes for one installation; GitHub asks for a second. */
    writeSpacingMs?: number;
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
  /** Counts what waits and runs, and what has failed for good. */
  stats(): Promise<JobCount[]>;
  /** Tells whether this process is the first of those that share the store to ask in this slot of time. */
  takeTurn(name: string, slotSeconds: number): Promise<boolean>;
  /** Rejects when the store takes nothing. */
  ping(): Promise<void>;
  /** Lets running jobs finish, then closes the store. */
  stop(): Promise<void>;
};

/** The queue in a store, with the gate that all requests for its jobs go through. */
export type OpenedQueue = Queue & { gate: Gate };

/** A new job wakes the workers by NOTIFY; polling finds retries that are due, and jobs where notifications get lost. */
const polling = {
  includeMetadata: true,
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
} as const;

const hour = 60 * 60 * 1000;

const defaults = { retryLimit: 5, retryDelaySeconds: 5, retryDelayMaxSeconds: 300, expireSeconds: 600 };

/** Opens the store and its queue. Rejects with a sentence for people when the store cannot be had. */
export async function openQueue(options: QueueOptions): Promise<OpenedQueue> {
  const { log, concurrency = 4, stopSeconds = 5, writeSpacingMs = 1_000 } = options;
  const settings = { ...defaults, ...options };
  const store = await openStore(options, options.poolSize ?? Math.max(10, concurrency + 4));
  const { boss, sql } = await startBoss(store, settings, log);
  const records = jobRecordsIn(sql, randomUUID());
  const table = gateTable(sql);
  const gate = openGate(table, { writeSpacingMs });
  const stopping = new AbortController();
  const tidying = setInterval(() => void tidy(store, records, table, log), hour).unref();
  const enqueue = enqueueIn(boss);
  const underWay = new Set<Promise<void>>();

  return {
    gate,
    enqueue(job, priority) {
      const asked = enqueue(job, priority);
      const isOver = () => void underWay.delete(asked);
      underWay.add(asked);
      asked.then(isOver, isOver);
      return asked;
    },
    async work(handlers) {
      const groupConcurrency = Math.max(1, concurrency - 1);
      const shared = {
        boss,
        putBack: (row: Running, at: Date, output: object) => putJobBack(boss, row, at, output),
        records,
        gate,
        settings,
        log,
        turnstile: turnstile(),
        stopping: stopping.signal,
      };
      const take = jobTaker({ ...shared, maxOfInstallation: groupConcurrency }, handlers);
      for (let place = 0; place < concurrency; place += 1) {
        const worker = await boss.work(
          queueName,
          { ...polling, groupConcurrency },
          async ([row]: JobWithMetadata<Job>[]) => {
            try {
              if (row) await take(row);
            } finally {
              // Look for the next one at once, and not at the next poll.
              boss.notifyWorker(worker);
            }
          },
        );
      }
    },
    async idle() {
      while (await hasUnfinished(boss)) await delay(50);
    },
    stats: async () => [...(await countJobs(boss)), ...(await countDead(sql))],
    takeTurn: turnsIn(boss),
    ping: writeProbe(sql),
    async stop() {
      clearInterval(tidying);
      const late = setTimeout(() => stopping.abort(new Error('The queue stops.')), stopSeconds * 1000);
      try {
        // Whoever has asked by now is still heard.
        await Promise.race([Promise.allSettled(underWay), once(stopping.signal, 'abort')]);
        // What is told to stop is given a moment to be put back.
        await boss.stop({ timeout: (stopSeconds + 1) * 1000 });
      } finally {
        clearTimeout(late);
        await store.close();
      }
    },
  };
}

async function startBoss(
  store: Store,
  settings: RetrySettings,
  log: QueueOptions['log'],
): Promise<{ boss: PgBoss; sql: Sql }> {
  try {
    const boss = await openBoss(store, settings, log);
    const sql = await makeOwnTables(boss);
    await adoptOlderJobs(boss);
    if (store.connection.backend === 'postgres') await warnIfNotDurable(sql, log);
    const count = store.isOwned ? await recoverRunning(boss) : 0;
    if (count > 0) log.warn({ count }, 'Jobs that were running when the process ended are run again');
    return { boss, sql };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The database is the operator's: they may know what they do. */
async function warnIfNotDurable(sql: Sql, log: QueueOptions['log']): Promise<void> {
  const missing = await notDurable(sql);
  if (missing.length > 0)
    log.warn(
      { missing },
      'A power cut may take what was acknowledged: the database does not wait for its disk',
    );
}

async function tidy(
  store: Store,
  records: JobRecords,
  gates: GateTable,
  log: QueueOptions['log'],
): Promise<void> {
  try {
    await records.tidy();
    await gates.tidy(Date.now() - 24 * hour);
    await store.vacuum();
  } catch (error) {
    log.error({ err: failureRecord(error) }, 'The store of the queue cannot be tidied up');
  }
}
