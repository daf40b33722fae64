import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkPostgres } from '../jobs/fork-postgres.ts';
import { readArguments } from '../read-arguments.ts';
import { killLoop } from './kill-loop.ts';
import { outcome } from './outcome.ts';

const usage = 'npm run kill-loop -- [--kills 50] [--store embedded|postgres] [--jobs 200] [--minutes 600]';

/**
 * `npm run kill-loop -- --kills 1000 --store embedded|postgres --minutes 60`, whichever is over first: says in the end how much was acknowledged, how much of it was lost, and
 * how soon the work went on. Exit codes: 0 nothing was lost, 1 something was, 2 wrong usage.
 */
async function main(): Promise<number> {
  const values = readArguments(
    usage,
    {
      kills: { type: 'string', default: '50' },
      store: { type: 'string', default: 'embedded' },
      // That a process begins before it is killed, at most.
      jobs: { type: 'string', default: '200' },
      minutes: { type: 'string', default: '600' },
    },
    ['kills', 'jobs', 'minutes'],
  );
  const kills = Number(values.kills);
  const maxJobs = Number(values.jobs);
  const { store } = values;
  if (store !== 'embedded' && store !== 'postgres') {
    console.error(`--store is embedded or postgres, and there is ${store}.\n\n${usage}`);
    return 2;
  }
  const directory = mkdtempSync(join(tmpdir(), 'kill-loop-'));
  const server = store === 'postgres' ? await forkPostgres() : null;
  const began = performance.now();
  try {
    const books = await killLoop({
      store:
        server === null
          ? { dataDirectory: join(directory, 'data') }
          : { databaseUrl: await server.createDatabase('kill-loop') },
      directory,
      kills,
      processes: server === null ? 1 : 2,
      maxJobs,
      until: began + Number(values.minutes) * 60_000,
      progress: ({ kills: { length }, acknowledged }) => {
        if (length % 50 === 0) console.log(`${length} kills, ${acknowledged.size} acknowledged`);
      },
    });
    const seconds = Math.round((performance.now() - began) / 1000);
    const result = { store, ...outcome(books), seconds };
    console.log(
      JSON.stringify({ ...result, date: new Date().toISOString(), cpu: cpus()[0]?.model }, null, 2),
    );
    return result.lost === 0 ? 0 : 1;
  } finally {
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

process.exitCode = await main();
