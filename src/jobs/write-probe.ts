import { gates, type Sql } from './own-tables.ts';

/** Makes a probe that rejects when the store takes nothing: one whose disk is full still answers what it is asked. */
export function writeProbe(sql: Sql): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    // Anybody may ask, and so however many do, one row is written at a time.
    running ??= write(sql).finally(() => {
      running = null;
    });
    return running;
  };
}

/** Writes to a row of no installation; what stands there means nothing. */
async function write(sql: Sql): Promise<void> {
  await sql(
    `INSERT INTO ${gates} (installation_id, resource, next_at) VALUES ($1, $2, $3)
     ON CONFLICT (installation_id, resource) DO UPDATE SET next_at = excluded.next_at`,
    [0, 'probe', Date.now()],
  );
}
