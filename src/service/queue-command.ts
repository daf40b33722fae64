import { likelySlips } from '../intake/setting-names.ts';
import { storeFrom } from '../intake/store-settings.ts';
import type { InspectedJob, QueueInspection } from '../jobs/inspect-queue.ts';
import { openInspection } from '../jobs/open-inspection.ts';
import { readEnvironment } from './read-environment.ts';

const usage = `Usage: pattern-librarian queue list              what waits, runs, or has failed for good
       pattern-librarian queue show <key>        all that is known of one job
       pattern-librarian queue redrive [<key>]   asks again for all that have failed for good, or for one of them

The queue is the one that DATABASE_URL or DATA_DIRECTORY names; nothing else is needed, and GitHub is not asked.
With the embedded store, stop the App first.`;

/** A listing is for eyes; whoever needs more asks for one key, or the database. So many of those that have failed for good, and of the others. */
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
  const problems: string[] = [];
  const env = readEnvironment();
  const location = storeFrom(env, sentence => problems.push(sentence));
  const mistaken = likelySlips(env);
  if (problems.length > 0) throw new Error([...problems, ...mistaken].join('\n'));
  for (const sentence of mistaken) console.error(sentence);
  const { inspection, close } = await openInspection(location);
  try {
    return await work(inspection);
  } finally {
    await close();
  }
}

async function list(queue: QueueInspection) {
  const { jobs, dead, unfinished } = await queue.list(maxListed);
  if (jobs.length === 0) return { lines: ['Nothing waits, runs, or has failed for good.'], code: 0 };
  const rows = jobs.map(job => [
    job.state,
    ageOf(job.since),
    job.key,
    job.job.kind === 'installation' ? '' : job.job.repository.name,
    job.failure?.message.split('\n')[0]?.slice(0, 100) ?? '',
  ]);
  const lines = columns([['state', 'age', 'key', 'repository', 'last failure'], ...rows]);
  if (jobs.length < dead + unfinished)
    lines.push(
      `Of ${dead} that have failed for good and ${unfinished} others, the oldest ${maxListed} of each are shown.`,
    );
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
