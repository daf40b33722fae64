import { expect, onTestFinished, test } from 'vitest';
import { checkOf } from '../end-to-end/contributor.ts';
import { forkPostgres } from '../jobs/fork-postgres.ts';
import { deliver } from '../kill-loop/delivery.ts';
import { startApp } from './app-process.ts';
import { startGitHub } from './beside-github.ts';

test('one process takes deliveries, another works them off, on one PostgreSQL', async () => {
  const server = await forkPostgres();
  onTestFinished(server.stop);
  const github = await startGitHub();
  const env = { ...github.env, DATABASE_URL: await server.createDatabase('roles') };
  const web = startApp({ ...env, ROLE: 'web' });
  github.sendTo(await web.url);
  const { library, pull } = await github.open();
  expect(checkOf(library, pull)).toBeUndefined();

  const worker = startApp({ ...env, ROLE: 'worker' });
  const workerUrl = await worker.url;
  await expect.poll(() => checkOf(library, pull)?.conclusion, { timeout: 300_000 }).toBe('SUCCESS');
  for (const url of [await web.url, workerUrl]) {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }
  expect(await deliver(workerUrl, 1)).toBe(false);
  for (const { child, ended } of [web, worker]) {
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, signal: null });
  }
}, 900_000);
