import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { forkPostgres } from '../jobs/fork-postgres.ts';
import { killLoop } from './kill-loop.ts';
import { outcome } from './outcome.ts';

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kill-loop-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('of what the embedded store has acknowledged nothing is lost by fifty kills', async () => {
  const directory = folder();
  const store = { dataDirectory: join(directory, 'data') };
  const counted = outcome(await killLoop({ store, directory, kills: 50, processes: 1, maxJobs: 40 }));
  expect(counted).toMatchObject({ kills: 50, lost: 0, givenUp: 0 });
  // The kills met processes that were at work.
  expect(counted.killsAtWork).toBeGreaterThan(3);
  expect(counted.acknowledged).toBeGreaterThan(100);
}, 600_000);

test('of what two processes on PostgreSQL have acknowledged nothing is lost by fifty kills', async () => {
  const server = await forkPostgres();
  onTestFinished(server.stop);
  const store = { databaseUrl: await server.createDatabase('kill-loop') };
  const counted = outcome(
    await killLoop({ store, directory: folder(), kills: 20, processes: 2, maxJobs: 40 }),
  );
  expect(counted).toMatchObject({ kills: 20, lost: 0, givenUp: 0 });
  expect(counted.killsAtWork).toBeGreaterThan(3);
  expect(counted.acknowledged).toBeGreaterThan(100);
}, 600_000);
