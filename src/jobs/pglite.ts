import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';

/** PostgreSQL's settings for a small store with one user and no process beside it. */
const parameters = [
  'shared_buffers=16MB',
  // Nobody replicates it, and what is written before a checkpoint is bounded by keepSmall in open-embedded.ts.
  'wal_level=minimal',
  'max_wal_senders=0',
  'min_wal_size=32MB',
  'max_wal_size=64MB',
];

/**
 * V8 compiles all of PostgreSQL a second time, better, while it runs: for a moment that takes half a gigabyte, and it saves a tenth of
 * the time of a busy queue. What is compiled afterwards in this process keeps its first form.
 */
const compileOnce = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/** Opens the PostgreSQL in that directory, within this process; makes one where there is none. Rejects with PostgreSQL's own words, if it has any. */
export async function createPglite(directory: string): Promise<PGlite> {
  for (const flag of compileOnce) setFlagsFromString(flag);
  const startParams = [...PGlite.defaultStartParams, ...parameters.flatMap(it => ['-c', it])];
  let complaint = '';
  const onStderr = (line: string): boolean => {
    if (/\b(?:FATAL|PANIC):/.test(line)) complaint = line.slice(0, 300);
    return false;
  };
  try {
    return await PGlite.create(directory, { startParams, onStderr });
  } catch (error) {
    if (complaint === '') throw error;
    throw new Error(complaint, { cause: error });
  }
}
