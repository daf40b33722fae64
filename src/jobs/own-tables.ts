import type { PgBoss } from 'pg-boss';
import { schema } from './open-boss.ts';

/** Asks the store; the rows as it tells them, so numbers may come as text. */
export type Sql = (text: string, values: unknown[]) => Promise<Record<string, unknown>[]>;

/** What is known of a job's earlier attempts, by its key, for as long as there is something to know. */
export const jobRecords = `${schema}.job_record`;
/** Until when GitHub wants no requests of an installation, what is left of its quota, and when it may write again. */
export const gates = `${schema}.gate`;

/*
 * Times are milliseconds since 1970 by the clock of whoever writes them. Only what PostgreSQL and CockroachDB understand alike. A
 * column of a later release is added with IF NOT EXISTS below its table; none is ever renamed, so an older release still runs.
 */
const statements = [
  `CREATE TABLE IF NOT EXISTS ${jobRecords} (
    key text PRIMARY KEY,
    job_id text NOT NULL,
    owner text NOT NULL,
    running boolean NOT NULL,
    alone boolean NOT NULL,
    failures integer NOT NULL,
    endings integer NOT NULL,
    endings_alone integer NOT NULL,
    paused_after integer NOT NULL,
    refused_after integer NOT NULL,
    refused_head text,
    refused_until bigint NOT NULL,
    dead_since bigint,
    job text,
    failure text,
    changed_at bigint NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS ${gates} (
    installation_id bigint NOT NULL,
    resource text NOT NULL,
    closed_until bigint NOT NULL DEFAULT 0,
    remaining integer,
    quota integer,
    reset_at bigint NOT NULL DEFAULT 0,
    next_at bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (installation_id, resource)
  )`,
];

export function sqlOf(boss: PgBoss): Sql {
  return async (text, values) => (await boss.getDb().executeSql(text, values)).rows;
}

/** Tells whether our own tables are there. */
export async function hasOwnTables(sql: Sql): Promise<boolean> {
  const rows = await sql(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = $1 AND table_name = $2`,
    jobRecords.split('.'),
  );
  return rows.length > 0;
}

/** Makes our own tables beside pg-boss's where they are missing. Two processes may do so at once. */
export async function makeOwnTables(boss: PgBoss): Promise<Sql> {
  const sql = sqlOf(boss);
  for (const statement of statements) {
    // Two that find no table both make it, and PostgreSQL lets the second fail in spite of IF NOT EXISTS.
    await sql(statement, []).catch(() => sql(statement, []));
  }
  return sql;
}
