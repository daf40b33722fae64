import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import { lockDataDirectory } from './data-directory-lock.ts';
import { createPglite } from './pglite.ts';
import { reasonOf } from './reason-of.ts';
import type { Store } from './store.ts';
import { unpackStore } from './store-template.ts';

/** How often the log is looked at, and how long it may be: what a start after a kill has to read again. */
const checkpointMs = 60_000;
const maxLogBytes = 16 * 1024 * 1024;

/** Opens PostgreSQL within this process, on a directory that nobody else uses. Rejects with a sentence for people. */
export async function openEmbedded(dataDirectory: string): Promise<Store> {
  const lock = lockDataDirectory(dataDirectory);
  const directory = join(lock.directory, 'postgres');
  try {
    if (!existsSync(directory)) unpackStore(directory);
    const pglite = await createPglite(directory);
    const vacuum = async () => void (await pglite.exec('VACUUM'));
    await vacuum();
    await checkpoint(pglite);
    const checkpoints = setInterval(() => checkpoint(pglite).catch(() => {}), checkpointMs).unref();
    return {
      name: `store in ${directory}`,
      connection: { db: fromPglite(pglite), backend: 'pglite' },
      isOwned: true,
      vacuum,
      close: async () => {
        clearInterval(checkpoints);
        try {
          await pglite.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw new Error(
      `The store in ${directory} cannot be opened (${reasonOf(error)}). It holds nothing but jobs that wait: move it ` +
        'away and start again, and the sweep finds what was missed.',
      { cause: error },
    );
  }
}

/** A PostgreSQL within a process makes no checkpoints by itself: without them its log grows for ever, and so does the time of a start. */
async function checkpoint(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ bytes: string }>(
    'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS bytes FROM pg_control_checkpoint()',
  );
  if (Number(rows[0]?.bytes) > maxLogBytes) await pglite.exec('CHECKPOINT');
}
