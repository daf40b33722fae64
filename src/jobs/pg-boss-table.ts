import type { PgBoss } from 'pg-boss';
import { queueName, schema } from './open-boss.ts';

/*
 * What pg-boss keeps to itself: its table, the names of its states and their order. It has no function for these two questions;
 * nothing else may know the table, and test/jobs/pg-boss-table.test.ts fails when a release of pg-boss changes it.
 */
const table = `${schema}.job`;

/** Tells whether a job waits, is to be tried again or runs: the states up to `active` come first in pg-boss's order. */
export async function hasUnfinished(boss: PgBoss): Promise<boolean> {
  const query = `SELECT 1 FROM ${table} WHERE name = $1 AND state <= 'active' LIMIT 1`;
  return (await boss.getDb().executeSql(query, [queueName])).rows.length > 0;
}

/** Returns the jobs that are marked as running, whoever works on them. */
export async function runningJobs(boss: PgBoss): Promise<{ id: string; key: string }[]> {
  const query = `SELECT id, singleton_key AS key FROM ${table} WHERE name = $1 AND state = 'active'`;
  return (await boss.getDb().executeSql(query, [queueName])).rows;
}
