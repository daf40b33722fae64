import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromPglite } from 'pg-boss';
import { lockDataDirectory } from './data-directory-lock.ts';
import { type GuardedPglite, guardPglite } from './guarded-pglite.ts';
import { createPglite } from './pglite.ts';
import { reasonOf } from './reason-of.ts';
import type { Store } from './store.ts';
import { unpackStore } from './store-template.ts';

/** How often the log is looked at, and how long it may be: what a start after a kill has to read again. */
const checkpointMs = 60_000;
const maxLogBytes = 16 * 1024 * 1024;

/**
 * Opens PostgreSQL within this process, on a directory that nobody else uses. Rejects with a sentence for people; `failed` is told of a
 * fault later on, after which the store answers nothing any more and the process had better end.
 */
export async function openEmbedded(dataDirectory: string, failed: (fault: Error) => void): Promise<Store> {
  const lock = lockDataDirectory(dataDirectory);
  const directory = join(lock.directory, 'postgres');
  try {
    if (!existsSync(directory)) unpackStore(directory);
    const pglite = guardPglite(await createPglite(directory), fault =>
      failed(new Error(`The store in ${directory} has failed. ${fault.message}.`, { cause: fault })),
    );
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
      `The store in ${directory} cannot be opened (${reasonOf(error)}). If the disk is full or read-only, mend that and start again: all ` +
        'that was acknowledged is there. If the store is damaged, move it away: it holds nothing but jobs that wait, and the sweep finds what was missed.',
      { cause: error },
    );
  }
}

/** A PostgreSQL within a process makes no checkpoints by itself: without them its log grows for ever, and so does the time of a start. */
async function checkpoint(pglite: GuardedPglite): Promise<void> {
  const { rows } = await pglite.query<{ bytes: string }>(
    'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS bytes FROM pg_control_checkpoint()',
  );
  if (Number(rows[0]?.bytes) > maxLogBytes) await pglite.exec('CHECKPOINT');
}
