import { type FailureRecord, storedRecord } from './failure-record.ts';
import type { Job } from './job.ts';
import { jobRecords, type Sql } from './own-tables.ts';
import { type JobCount, jobStates, unfinishedJobs } from './pg-boss-table.ts';
import { type Priority, priorityOf } from './priority.ts';

/** A job as whoever operates the App looks at it. */
export type InspectedJob = {
  key: string;
  /** `dead` is one that has spent all attempts, or is refused, and waits for nothing. */
  state: 'waiting' | 'again' | 'running' | 'dead';
  job: Job;
  priority: Priority | null;
  /** When it was asked for; of a dead one, when it died. */
  since: Date;
  /** When it may run, or might have. */
  due: Date | null;
  /** Why it waits again, or is dead. */
  failure: FailureRecord | null;
};

export type QueueInspection = {
  /** Returns the oldest so many of those that are not done, and of the dead ones; and how many there are of either. */
  list(max: number): Promise<{ jobs: InspectedJob[]; unfinished: number; dead: number }>;
  /** Returns what is there of one key. */
  show(key: string): Promise<InspectedJob[]>;
  /** Asks for the dead ones again, or for the one of that key, as if nothing had happened. Returns their keys. */
  redrive(key: string | null): Promise<string[]>;
};

const maxRedriven = 10_000;

/** Counts the dead ones by kind, which a key begins with. */
export async function countDead(sql: Sql): Promise<JobCount[]> {
  const rows = await sql(
    `SELECT split_part(key, ':', 1) AS kind, count(*) AS count, min(dead_since) AS since
     FROM ${jobRecords} WHERE dead_since IS NOT NULL GROUP BY split_part(key, ':', 1)`,
    [],
  );
  return rows.map(row => ({
    kind: String(row.kind),
    state: 'dead',
    count: Number(row.count),
    oldestSeconds: Math.max(0, (Date.now() - Number(row.since)) / 1_000),
    overdueSeconds: 0,
  }));
}

/** Opens the queue to those who look after it. */
export function queueInspection(sql: Sql, enqueue: (job: Job) => Promise<void>): QueueInspection {
  async function unfinished(key: string | null, max: number): Promise<Listed> {
    const rows = await unfinishedJobs(sql, key, max);
    const jobs = rows.map(
      (row): InspectedJob => ({
        key: String(row.key),
        state: jobStates.get(row.state) ?? 'waiting',
        job: row.data as Job,
        priority: priorityOf(Number(row.priority)),
        since: new Date(Number(row.since) * 1_000),
        due: new Date(Number(row.due) * 1_000),
        failure: storedRecord(row.output),
      }),
    );
    return { jobs, total: totalOf(rows) };
  }

  async function dead(key: string | null, max: number): Promise<Listed> {
    const rows = await sql(
      `SELECT key, job, failure, dead_since, count(*) OVER () AS total FROM ${jobRecords}
       WHERE dead_since IS NOT NULL AND ($1::text IS NULL OR key = $1::text) ORDER BY dead_since LIMIT $2`,
      [key, max],
    );
    const jobs = rows.map(
      (row): InspectedJob => ({
        key: String(row.key),
        state: 'dead',
        job: JSON.parse(String(row.job)),
        priority: null,
        since: new Date(Number(row.dead_since)),
        due: null,
        failure: storedRecord(JSON.parse(String(row.failure))),
      }),
    );
    return { jobs, total: totalOf(rows) };
  }

  return {
    async list(max) {
      const [letters, others] = [await dead(null, max), await unfinished(null, max)];
      return { jobs: [...letters.jobs, ...others.jobs], dead: letters.total, unfinished: others.total };
    },
    show: async key => [...(await dead(key, 1)).jobs, ...(await unfinished(key, 10)).jobs],
    async redrive(key) {
      const { jobs: letters } = await dead(key, maxRedriven);
      for (const letter of letters) {
        // What is held against it is forgotten first, whoever asks knows more than the record: a worker may take the job at once.
        await sql(
          `UPDATE ${jobRecords} SET failures = 0, endings = 0, endings_alone = 0, paused_after = 0, refused_after = 0,
             refused_head = NULL, refused_until = 0 WHERE key = $1 AND NOT running`,
          [letter.key],
        );
        await enqueue(letter.job);
        // The letter goes last, so that no break between the two loses it; and not one that the job has left anew by then.
        await sql(`DELETE FROM ${jobRecords} WHERE key = $1 AND NOT running AND dead_since = $2`, [
          letter.key,
          letter.since.getTime(),
        ]);
      }
      return letters.map(letter => letter.key);
    },
  };
}

type Listed = { jobs: InspectedJob[]; total: number };

function totalOf([first]: Record<string, unknown>[]): number {
  return Number(first?.total ?? 0);
}
