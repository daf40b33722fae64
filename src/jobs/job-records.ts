import type { FailureRecord } from './failure-record.ts';
import type { Job } from './job.ts';
import { type Sql, jobRecords as table } from './own-tables.ts';

/** What the queue remembers of a job beside its row, which a new look replaces. */
export type JobRecord = {
  key: string;
  /** Attempts of this look that failed. */
  failures: number;
  /** How often a process ended while it worked on this job, since it last succeeded. */
  endings: number;
  /** How often it did while nothing else was worked on in that process. */
  endingsAlone: number;
  /** The number of endings alone after which it was put aside for a while, so that the others come first. */
  pausedAfter: number;
  /** The number of endings alone after which it was refused; the head that was, and until when that is remembered. */
  refusedAfter: number;
  refusedHead: string | null;
  refusedUntil: number;
  /** It had spent all attempts once, and has not succeeded since. */
  isDead: boolean;
};

export type JobRecords = ReturnType<typeof jobRecordsIn>;

const month = 30 * 24 * 60 * 60 * 1000;

/**
 * Keeps the records; `owner` names this process, whose own attempts cannot have ended with it. A process that has lost a job to
 * another does not touch what that one writes.
 */
export function jobRecordsIn(sql: Sql, owner: string) {
  return {
    /**
     * Marks the job as running. Where it is marked so already, the process that ran it has ended meanwhile: at most one runs at a
     * time, and whoever lives takes its mark away.
     */
    async begin(key: string, jobId: string): Promise<JobRecord> {
      const [row = {}] = await sql(
        `INSERT INTO ${table} AS it (key, job_id, owner, running, alone, failures, endings, endings_alone, paused_after,
           refused_after, refused_until, changed_at)
         VALUES ($1, $2, $3, true, false, 0, 0, 0, 0, 0, 0, $4)
         ON CONFLICT (key) DO UPDATE SET
           endings = it.endings + CASE WHEN it.running AND it.owner <> excluded.owner THEN 1 ELSE 0 END,
           endings_alone = it.endings_alone
             + CASE WHEN it.running AND it.alone AND it.owner <> excluded.owner THEN 1 ELSE 0 END,
           failures = CASE WHEN it.job_id = excluded.job_id THEN it.failures ELSE 0 END,
           job_id = excluded.job_id, owner = excluded.owner, running = true, alone = false, changed_at = excluded.changed_at
         RETURNING failures, endings, endings_alone, paused_after, refused_after, refused_head, refused_until, dead_since`,
        [key, jobId, owner, Date.now()],
      );
      return recordOf(key, row);
    },
    /** From here on, if the process ends, nothing else in it can be to blame. */
    async runsAlone(key: string): Promise<void> {
      await sql(`UPDATE ${table} SET alone = true WHERE key = $1 AND owner = $2`, [key, owner]);
    },
    /** The job is done, and there is nothing to remember. */
    async forget(key: string): Promise<void> {
      await sql(`DELETE FROM ${table} WHERE key = $1 AND owner = $2`, [key, owner]);
    },
    /** The attempt is over, and there will be another. */
    async end(record: JobRecord): Promise<void> {
      const { key, failures, endings, endingsAlone, pausedAfter, refusedAfter, isDead } = record;
      if (failures === 0 && endings === 0 && !isDead) return this.forget(key);
      await sql(
        `UPDATE ${table} SET running = false, failures = $2, endings = $3, endings_alone = $4, paused_after = $5,
           refused_after = $6, changed_at = $7 WHERE key = $1 AND owner = $8`,
        [key, failures, endings, endingsAlone, pausedAfter, refusedAfter, Date.now(), owner],
      );
    },
    /** What is looked at is not what the process ended of: it counts anew, but runs alone. */
    async startOver(record: JobRecord): Promise<JobRecord> {
      const anew = { ...record, endings: 1, endingsAlone: 0, pausedAfter: 0, refusedAfter: 0 };
      await sql(
        `UPDATE ${table} SET endings = 1, endings_alone = 0, paused_after = 0, refused_after = 0, refused_head = NULL
         WHERE key = $1 AND owner = $2`,
        [record.key, owner],
      );
      return { ...anew, refusedHead: null };
    },
    /** The job has spent all attempts, or is refused; it is kept as a dead letter until the same look succeeds. */
    async bury(record: JobRecord, job: Job, failure: FailureRecord): Promise<void> {
      const { key, refusedAfter, refusedHead, refusedUntil } = record;
      await sql(
        `UPDATE ${table} SET running = false, failures = 0, refused_after = $2, refused_head = $3, refused_until = $4,
           dead_since = $5, job = $6, failure = $7, changed_at = $5 WHERE key = $1 AND owner = $8`,
        [
          key,
          refusedAfter,
          refusedHead,
          refusedUntil,
          Date.now(),
          JSON.stringify(job),
          JSON.stringify(failure),
          owner,
        ],
      );
    },
    /** Forgets what nobody has looked at for a month. */
    async tidy(): Promise<void> {
      await sql(`DELETE FROM ${table} WHERE changed_at < $1`, [Date.now() - month]);
    },
  };
}

function recordOf(key: string, row: Record<string, unknown>): JobRecord {
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    key,
    failures: number('failures'),
    endings: number('endings'),
    endingsAlone: number('endings_alone'),
    pausedAfter: number('paused_after'),
    refusedAfter: number('refused_after'),
    refusedHead: typeof row.refused_head === 'string' ? row.refused_head : null,
    refusedUntil: number('refused_until'),
    isDead: (row.dead_since ?? null) !== null,
  };
}
