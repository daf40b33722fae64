import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataDirectory } from '../../src/jobs/data-directory-lock.ts';
import { deliver } from '../kill-loop/delivery.ts';
import { emptyFolder, startApp } from './app-process.ts';

/** A GitHub that takes every request and answers none. */
async function silentGitHub() {
  const asked: string[] = [];
  const server = createServer(request => void asked.push(request.url ?? ''));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('the App stops by itself when it is told to, though GitHub answers nothing and a job waits for it', async () => {
  const { asked, host } = await silentGitHub();
  const app = startApp({ DATA_DIRECTORY: join(emptyFolder(), 'data'), GHE_HOST: host, GHE_PROTOCOL: 'http' });
  expect(await deliver(await app.url, 12)).toBe(true);
  await expect.poll(() => asked).toContain('/api/v3/app/installations/7/access_tokens');
  app.child.kill('SIGTERM');
  expect(await app.ended).toEqual({ code: 0, signal: null });
  // The watchdog had no part in it, so it took less than its eight seconds.
  expect(app.said()).not.toContain('is ended');
});

test('npm start ends the App when npm is told to end, and its data directory is free again', async () => {
  const dataDirectory = join(emptyFolder(), 'data');
  const app = startApp({ DATA_DIRECTORY: dataDirectory }, ['npm', 'start', '--silent']);
  await app.url;
  expect(() => lockDataDirectory(dataDirectory)).toThrow('is in use by process');
  app.child.kill('SIGTERM');
  expect(await app.ended).toEqual({ code: 0, signal: null });
  lockDataDirectory(dataDirectory).release();
});
