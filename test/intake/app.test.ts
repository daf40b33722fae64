import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/intake/app.ts';
import { recordingLog } from './recording-log.ts';
import { closeServers, exchange, serve, serveApp } from './webhook-server.ts';

afterEach(closeServers);

test('other addresses and methods', async () => {
  const { url } = await serve();
  const status = async (path: string, method = 'GET') => (await fetch(new URL(path, url), { method })).status;
  expect(await status('/')).toBe(404);
  expect(await status('/', 'POST')).toBe(404);
  expect(await status('/api/github/webhooks/')).toBe(404);
  expect(await status('/API/github/webhooks', 'POST')).toBe(404);
  expect(await status('/healthz?x=1')).toBe(200);
  expect(await status('/healthz', 'POST')).toBe(405);
  expect(await status('/readyz', 'HEAD')).toBe(200);
  expect(await exchange(url, ['GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'])).toMatch(
    /^HTTP\/1.1 404 /,
  );
});

test('a closed store is no reason to start the process anew, and a crash shows no details', async () => {
  const log = recordingLog();
  const webhook = async () => Promise.reject(new Error('inner secret'));
  const storeIsAlive = async () => Promise.reject(new Error('inner secret'));
  const app = createApp({ webhook, storeIsAlive, problems: async () => ['The store is closed.'], log });
  const url = await serveApp(app);
  const ask = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    return [answer.status, await answer.json()];
  };
  expect(await ask('/healthz')).toEqual([200, { alive: true }]);
  expect(await ask('/readyz')).toEqual([
    503,
    { ready: false, message: 'The store of the queue is closed or does not answer.' },
  ]);
  expect(await ask('/problems')).toEqual([503, { problems: ['The store is closed.'] }]);
  const crash = await fetch(`${url}/api/github/webhooks`, { method: 'POST' });
  expect(crash.status).toBe(500);
  expect(await crash.text()).not.toContain('inner');
});

test('readiness is about the store, whatever GitHub grants', async () => {
  const log = recordingLog();
  const problems = async () => ['GitHub cannot be reached from here.'];
  const app = createApp({ webhook: null, storeIsAlive: async () => {}, problems, log });
  const url = await serveApp(app);
  const statuses = ['/healthz', '/readyz', '/problems'].map(async path => (await fetch(url + path)).status);
  expect(await Promise.all(statuses)).toEqual([200, 200, 503]);
});
