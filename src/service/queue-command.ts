import { existsSync } from 'node:fs';
import type { InspectedJob, QueueInspection } from '../jobs/inspect-queue.ts';
import { openQueue } from '../jobs/queue.ts';
import { readSettings } from './read-settings.ts';

const usage = `Usage: pattern-librarian queue list              what waits, runs, or has failed for good
       pattern-librarian queue show <key>        all that is known of one job
       pattern-librarian queue redrive [<key>]   asks again for all that have failed for good, or for one of them

With the embedded store, stop the App first.`;

/** A listing is for eyes; whoever needs more asks for one key, or the database. */
const maxListed = 200;

type Run = (queue: QueueInspection) => Promise<{ lines: string[]; code: number }>;

/** `pattern-librarian queue`: looks into the queue of a store and asks again for what has failed for good. */
export async function queueCommand(args: string[]): Promise<void> {
  if (args.some(arg => arg === '--help' || arg === '-h')) return console.log(usage);
  const run = runFor(args);
  if (run === null) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  try {
    const { lines, code } = await withQueue(run);
    console.log(lines.join('\n'));
    process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

function runFor([what, key, ...rest]: string[]): Run | null {
  if (rest.length > 0) return null;
  if (what === 'list' && key === undefined) return list;
  if (what === 'show' && key !== undefined) return queue => show(queue, key);
  if (what === 'redrive') return queue => redrive(queue, key ?? null);
  return null;
}

async function withQueue<Result>(work: (queue: QueueInspection) => Promise<Result>): Promise<Result> {
  const result = readSettings();
  if (result.kind === 'problems') throw new Error(result.problems.join('\n'));
  if (result.kind === 'no-credentials') throw new Error('There is no App yet, and so no queue.');
  const { store } = result.settings;
  if ('dataDirectory' in store && !existsSync(store.dataDirectory))
    throw new Error(
      `There is no ${store.dataDirectory}, and so no queue: set DATA_DIRECTORY or DATABASE_URL to what the App has, or start this where it is started.`,
    );
  const log = { info: () => {}, warn: () => {}, error: (...line: unknown[]) => console.error(...line) };
  const queue = await openQueue({ ...store, log });
  try {
    return await work(queue.inspection);
  } finally {
    await queue.stop();
  }
}

async function list(queue: QueueInspection) {
  const jobs = await queue.list(maxListed);
  if (jobs.length === 0) return { lines: ['Nothing waits, runs, or has failed for good.'], code: 0 };
  const rows = jobs.map(job => [
    job.state,
    ageOf(job.since),
    job.key,
    job.job.kind === 'installation' ? '' : job.job.repository.name,
    job.failure?.message.split('\n')[0]?.slice(0, 100) ?? '',
  ]);
  const lines = columns([['state', 'age', 'key', 'repository', 'last failure'], ...rows]);
  if (jobs.length >= maxListed) lines.push('The oldest only; there may be more.');
  return { lines, code: 0 };
}

async function show(queue: QueueInspection, key: string) {
  const jobs = await queue.show(key);
  if (jobs.length === 0)
    return { lines: [`There is nothing of ${key}; see queue list for the keys.`], code: 1 };
  return { lines: jobs.map((job: InspectedJob) => JSON.stringify(job, null, 2)), code: 0 };
}

async function redrive(queue: QueueInspection, key: string | null) {
  const keys = await queue.redrive(key);
  if (keys.length > 0) return { lines: keys.map(it => `Asked again: ${it}`), code: 0 };
  if (key === null) return { lines: ['Nothing has failed for good.'], code: 0 };
  return { lines: [`${key} has not failed for good; see queue list for those that have.`], code: 1 };
}

function ageOf(since: Date): string {
  const minutes = Math.max(0, Math.round((Date.now() - since.getTime()) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 60 / 24)} d`;
}

function columns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map(row => row[place]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((text, place) => text.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
