import nock from 'nock';
import { Probot } from 'probot';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lookAtEverything } from '../../src/intake/look-at-everything.ts';
import { readManifest } from '../../src/intake/manifest.ts';
import { politeOctokit } from '../../src/intake/octokit.ts';
import type { Job } from '../../src/jobs/job.ts';
import { memoryGate } from '../jobs/memory-gate-table.ts';
import { recordingLog } from './recording-log.ts';
import { rsaKey } from './rsa-key.ts';

const privateKey = rsaKey();
const manifest = readManifest();
const github = 'https://api.github.com';
beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

function installation(id: number, change: object = {}) {
  return { id, suspended_at: null, permissions: manifest.permissions, events: manifest.events, ...change };
}

function look(signal = new AbortController().signal) {
  const jobs: Job[] = [];
  const log = recordingLog();
  const probot = new Probot({
    appId: 321,
    privateKey,
    Octokit: politeOctokit(memoryGate()),
    logLevel: 'fatal',
  });
  const enqueue = async (job: Job) => void jobs.push(job);
  const looked = lookAtEverything({ octokit: () => probot.auth(), enqueue, manifest, log, signal });
  return { looked, jobs, log };
}

test('every installation of every page is looked at, but none that is suspended', async () => {
  const suspended = Array.from({ length: 99 }, (_, i) => ({
    id: 900 + i,
    suspended_at: '2026-01-01T00:00:00Z',
  }));
  const page = (number: number) =>
    nock(github).get('/app/installations').query({ per_page: 100, page: number });
  page(1).reply(200, [...suspended, installation(1)]);
  page(2).reply(200, [installation(2)]);
  const { looked, jobs, log } = look();
  expect(await looked).toBe(2);
  const sweep = { kind: 'installation', onlyChanged: true };
  expect(jobs).toEqual([1, 2].map(installationId => ({ ...sweep, installationId })));
  expect(log.warn).not.toHaveBeenCalled();
});

test('an installation that lacks permissions is told of and looked at', async () => {
  const poor = installation(2, { permissions: { metadata: 'read' }, events: ['push'] });
  nock(github).get('/app/installations').query(true).reply(200, [poor]);
  const { looked, log } = look();
  expect(await looked).toBe(1);
  expect(log.text()).toContain('The permission contents is missing');
});

test('stopping ends the look in the middle of a request', async () => {
  const stopping = new AbortController();
  nock(github)
    .get('/app/installations')
    .query(true)
    .reply(200, () => {
      stopping.abort();
      return [installation(1)];
    });
  const { looked, jobs } = look(stopping.signal);
  await expect(looked).rejects.toThrow('aborted');
  expect(jobs).toEqual([]);
});
