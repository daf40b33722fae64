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

test('health and readiness tell of a closed store, and a crash shows no details', async () => {
  const log = recordingLog();
  const webhook = async () => Promise.reject(new Error('inner secret'));
  const storeIsAlive = async () => Promise.reject(new Error('inner secret'));
  const app = createApp({ webhook, storeIsAlive, problems: async () => ['The store is closed.'], log });
  const url = await serveApp(app);
  const health = await fetch(`${url}/healthz`);
  expect([health.status, await health.json()]).toEqual([503, expect.objectContaining({ alive: false })]);
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { ready: false, problems: ['The store is closed.'] },
  ]);
  const crash = await fetch(`${url}/api/github/webhooks`, { method: 'POST' });
  expect(crash.status).toBe(500);
  expect(await crash.text()).not.toContain('inner');
});
