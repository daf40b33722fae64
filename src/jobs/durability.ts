import type { Sql } from './own-tables.ts';

/** What PostgreSQL must not leave out if a power cut is to lose nothing of what it has confirmed (postgresql.org/docs/current/runtime-config-wal.html). */
const needed = ['fsync', 'full_page_writes', 'synchronous_commit'];

/** Returns which of PostgreSQL's settings are off that keep what is acknowledged through a power cut. */
export async function notDurable(sql: Sql): Promise<string[]> {
  const rows = await sql('SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name', [
    needed,
  ]);
  return rows.flatMap(({ name, setting }) => (setting === 'off' ? [`${name}=off`] : []));
}
