import type { PgBoss } from 'pg-boss';
import { maxRetries, queueName, schema } from './open-boss.ts';
import type { Sql } from './own-tables.ts';

/*
 * What pg-boss keeps to itself: its table and the names of its states. It has no function for these questions; nothing else may know
 * the table, and test/jobs/pg-boss-table.test.ts fails when a release of pg-boss changes it. Nothing here rests on the order of the
 * states, or on a function that CockroachDB lacks.
 */
const table = `${schema}.job`;
const unfinished = `state IN ('created', 'retry', 'active')`;

/** Tells whether a job waits, is to be tried again or runs. */
export async function hasUnfinished(boss: PgBoss): Promise<boolean> {
  const query = `SELECT 1 FROM ${table} WHERE name = $1 AND ${unfinished} LIMIT 1`;
  return (await boss.getDb().executeSql(query, [queueName])).rows.length > 0;
}

/** A job that runs: an attempt of which is told from a later one by how often it was tried again. */
export type Running = { id: string; retryCount: number; priority: number };

/** Returns the jobs that are marked as running, whoever works on them. */
export async function runningJobs(boss: PgBoss): Promise<(Running & { key: string })[]> {
  const query = `SELECT id, singleton_key AS key, priority, retry_count AS "retryCount"
    FROM ${table} WHERE name = $1 AND state = 'active'`;
  return (await boss.getDb().executeSql(query, [queueName])).rows;
}

/**
 * Lets a job that runs wait until then, with what is to be remembered of the attempt; nothing where a later attempt has begun. In one
 * statement, for there is no moment in which half of it is true: pg-boss has two for that, and takes a time of its own in between.
 */
export async function putJobBack(
  boss: PgBoss,
  { id, retryCount, priority }: Running,
  at: Date,
  output: object,
): Promise<void> {
  await boss.getDb().executeSql(
    `UPDATE ${table} SET state = 'retry', start_after = $4::timestamptz, keep_until = $4::timestamptz + (keep_until - start_after),
       priority = $5, output = $6::jsonb, retry_limit = $7, heartbeat_on = NULL
     WHERE name = $1 AND id = $2::uuid AND retry_count = $3 AND state = 'active'`,
    // Our own records count how often it failed, so pg-boss never gives up.
    [queueName, id, retryCount, at.toISOString(), priority, JSON.stringify(output), maxRetries],
  );
}

export type JobCount = {
  kind: string;
  /** `waiting` for its first attempt, `again` for a further one, `running` now; `dead` has spent all, and waits for nothing. */
  state: 'waiting' | 'again' | 'running' | 'dead';
  count: number;
  /** Seconds since the oldest of them was asked for, or died. */
  oldestSeconds: number;
  /** Seconds that the longest overdue of them could have been running; 0 where each waits for a time of its own. */
  overdueSeconds: number;
};

/** What the states of pg-boss are called here. */
export const jobStates: ReadonlyMap<unknown, JobCount['state']> = new Map<unknown, JobCount['state']>([
  ['created', 'waiting'],
  ['retry', 'again'],
  ['active', 'running'],
]);

/** Returns the oldest jobs that are not done, or those of one key, each with how many there are; times are in seconds since 1970. */
export function unfinishedJobs(sql: Sql, key: string | null, max: number): ReturnType<Sql> {
  return sql(
    `SELECT singleton_key AS key, data, state, priority, output,
       extract(epoch FROM created_on) AS since, extract(epoch FROM start_after) AS due, count(*) OVER () AS total
     FROM ${table} WHERE name = $1 AND ${unfinished} AND ($2::text IS NULL OR singleton_key = $2::text)
     ORDER BY created_on LIMIT $3`,
    [queueName, key, max],
  );
}

/** Counts the jobs that are not done, by kind and state. */
export async function countJobs(boss: PgBoss): Promise<JobCount[]> {
  const { rows } = await boss.getDb().executeSql(
    `SELECT data->>'kind' AS kind, state, count(*) AS count,
       extract(epoch FROM now() - min(created_on)) AS oldest,
       extract(epoch FROM now() - min(start_after)) AS overdue
     FROM ${table} WHERE name = $1 AND ${unfinished}
     GROUP BY data->>'kind', state`,
    [queueName],
  );
  return rows.flatMap(({ kind, state, count, oldest, overdue }) => {
    const known = jobStates.get(state);
    if (known === undefined) return [];
    const seconds = (value: unknown) => Math.max(0, Number(value));
    return {
      kind: String(kind),
      state: known,
      count: Number(count),
      oldestSeconds: seconds(oldest),
      overdueSeconds: known === 'running' ? 0 : seconds(overdue),
    };
  });
}

/** Gives jobs that an earlier release has left what this one needs to know of them. */
export async function adoptOlderJobs(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(
    `UPDATE ${table} SET retry_limit = $2, group_id = data->>'installationId'
     WHERE name = $1 AND retry_limit < $2 AND ${unfinished}`,
    [queueName, maxRetries],
  );
}
