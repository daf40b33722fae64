import { createHmac } from 'node:crypto';
import nock from 'nock';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readManifest } from '../../src/intake/manifest.ts';
import { type Settings, settingsFrom } from '../../src/intake/settings.ts';
import type { Job } from '../../src/jobs/job.ts';
import { type RunningServer, startServer } from '../../src/service/server.ts';
import { rsaKey } from '../intake/rsa-key.ts';

/** The queue has its own tests; this one only remembers, and in which order it was used. */
const store = vi.hoisted(() => ({ events: [] as string[], jobs: [] as unknown[], isOpen: false }));
vi.mock('../../src/jobs/queue.ts', () => ({
  openQueue: async () => {
    store.isOpen = true;
    store.events.push('open');
    return {
      gate: { pass: async () => {}, note: async () => {}, quotas: () => [] },
      stats: async () => [],
      ping: async () => {
        if (!store.isOpen) throw new Error('closed');
      },
      enqueue: async (job: Job) => {
        if (!store.isOpen) throw new Error('closed');
        store.jobs.push(job);
      },
      takeTurn: async () => true,
      work: async () => void store.events.push('work'),
      stop: async () => {
        store.isOpen = false;
        store.events.push('stop');
      },
    };
  },
}));

const github = 'https://api.github.com';
const privateKey = rsaKey();
const { permissions, events } = readManifest();
let server: RunningServer | null = null;

beforeEach(() => {
  store.events.length = 0;
  store.jobs.length = 0;
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});
afterEach(async () => {
  await server?.close();
  server = null;
  nock.cleanAll();
});
afterAll(() => nock.restore());

function settings(change: Record<string, string> = {}): Settings {
  const env = { APP_ID: '321', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 's', PORT: '0', LOG_LEVEL: 'fatal' };
  const result = settingsFrom({ ...env, ...change });
  if (result.kind !== 'settings') throw new Error(JSON.stringify(result));
  return result.settings;
}

function githubAnswers() {
  nock(github).persist().get('/app').reply(200, { id: 321, slug: 'pattern-librarian', permissions, events });
  nock(github)
    .persist()
    .post('/app/installations/5/access_tokens')
    .reply(201, { token: 'ghs_x', expires_at: '2099-01-01T00:00:00Z', permissions });
  nock(github)
    .get('/app/installations')
    .query(true)
    .reply(200, [{ id: 5, permissions, events }]);
  nock(github).get('/app/hook/deliveries').query(true).reply(200, []);
}

function deliver(url: string, payload: object): Promise<Response> {
  const body = JSON.stringify(payload);
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'issue_comment',
    'x-github-delivery': 'a-b',
    'x-hub-signature-256': `sha256=${createHmac('sha256', 's').update(body).digest('hex')}`,
  };
  return fetch(`${url}/api/github/webhooks`, { method: 'POST', headers, body });
}

test('it starts in order, looks at every installation, takes deliveries, and stops in order', async () => {
  githubAnswers();
  server = await startServer({ settings: settings() });
  const { url } = server;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  await expect.poll(() => store.jobs).toHaveLength(1);
  expect(store.jobs[0]).toEqual({ kind: 'installation', installationId: 5, onlyChanged: true });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true });
  expect(await (await fetch(`${url}/problems`)).json()).toEqual({ problems: [] });

  const payload = {
    action: 'edited',
    installation: { id: 5 },
    repository: { id: 8, node_id: 'R_8', full_name: 'o/r' },
    issue: { number: 3, pull_request: {} },
  };
  const sender = (login: string, type: string) => ({ ...payload, sender: { login, type } });
  expect(await (await deliver(url, sender('ada', 'User'))).json()).toEqual({ accepted: 1 });
  expect(await (await deliver(url, sender('pattern-librarian[bot]', 'Bot'))).json()).toEqual({ accepted: 0 });
  expect(store.jobs[1]).toMatchObject({ kind: 'pull-request', number: 3 });

  await Promise.all([server.close(), server.close()]);
  expect(store.events).toEqual(['open', 'work', 'stop']);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('GitHub out of reach does not keep deliveries from being stored', async () => {
  nock(github).persist().get('/app').replyWithError('down');
  nock(github).persist().get('/app/installations').query(true).replyWithError('down');
  nock(github).persist().get('/app/hook/deliveries').query(true).replyWithError('down');
  server = await startServer({ settings: settings() });
  const ready = await fetch(`${server.url}/problems`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { problems: ['GitHub cannot be reached from here.'] },
  ]);
  const payload = {
    action: 'created',
    installation: { id: 5 },
    repository: { id: 8, node_id: 'R_8', full_name: 'o/r' },
    issue: { number: 3, pull_request: {} },
  };
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect((await deliver(server.url, payload)).status).toBe(202);
  store.isOpen = false;
  expect((await deliver(server.url, payload)).status).toBe(503);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('an address in use closes the store again', async () => {
  githubAnswers();
  server = await startServer({ settings: settings() });
  store.events.length = 0;
  const again = startServer({ settings: settings({ PORT: new URL(server.url).port }) });
  await expect(again).rejects.toThrow('already in use');
  expect(store.events).toEqual(['open', 'work', 'stop']);
});
