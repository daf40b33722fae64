import nock from 'nock';
import { Probot } from 'probot';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lookAtEverything } from '../../src/intake/look-at-everything.ts';
import { readManifest } from '../../src/intake/manifest.ts';
import { politeOctokit } from '../../src/intake/octokit.ts';
import type { Job } from '../../src/jobs/job.ts';
import { recordingLog } from './recording-log.ts';
import { rsaKey } from './rsa-key.ts';

const privateKey = rsaKey();
const manifest = readManifest();
const github = 'https://api.github.com';
beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

function installation(id: number, change: object = {}) {
  const token = { token: `ghs_${id}`, expires_at: '2099-01-01T00:00:00Z', permissions: {} };
  nock(github).post(`/app/installations/${id}/access_tokens`).reply(201, token);
  return { id, suspended_at: null, permissions: manifest.permissions, events: manifest.events, ...change };
}

function repositories(id: number, page: number, ids: number[]) {
  const list = ids.map(each => ({
    id: each,
    node_id: `R_${each}`,
    full_name: `o/r${each}`,
    archived: each === 13,
  }));
  nock(github, { reqheaders: { authorization: `token ghs_${id}` } })
    .get('/installation/repositories')
    .query({ per_page: 100, page })
    .reply(200, { total_count: 3, repositories: list });
}

function look(signal = new AbortController().signal) {
  const jobs: Job[] = [];
  const log = recordingLog();
  const probot = new Probot({ appId: 321, privateKey, Octokit: politeOctokit(0), logLevel: 'fatal' });
  const enqueue = async (job: Job) => void jobs.push(job);
  const looked = lookAtEverything({ octokit: id => probot.auth(id), enqueue, manifest, log, signal });
  return { looked, jobs, log };
}

test('every repository of every page is looked at, but none that is archived or suspended', async () => {
  const suspended = Array.from({ length: 99 }, (_, i) => ({
    id: 900 + i,
    suspended_at: '2026-01-01T00:00:00Z',
  }));
  const page = (number: number) =>
    nock(github).get('/app/installations').query({ per_page: 100, page: number });
  page(1).reply(200, [...suspended, installation(1)]);
  page(2).reply(200, [installation(2)]);
  const hundred = Array.from({ length: 100 }, (_, i) => 100 + i);
  repositories(1, 1, hundred);
  repositories(1, 2, [13, 14]);
  repositories(2, 1, [21]);
  const { looked, jobs, log } = look();
  expect(await looked).toEqual({ repositories: 102, failed: 0 });
  expect(jobs.map(job => [job.kind, job.installationId, job.repository.id])).toEqual(
    [...hundred.map(id => [1, id]), [1, 14], [2, 21]].map(([installationId, id]) => [
      'repository',
      installationId,
      id,
    ]),
  );
  expect(log.warn).not.toHaveBeenCalled();
});

test('an installation that cannot be listed does not stop the others', async () => {
  const poor = installation(2, { permissions: { metadata: 'read' }, events: ['push'] });
  nock(github)
    .get('/app/installations')
    .query(true)
    .reply(200, [installation(1), poor]);
  nock(github, { reqheaders: { authorization: 'token ghs_1' } })
    .get('/installation/repositories')
    .query(true)
    .reply(403, { message: 'This installation has been suspended' });
  repositories(2, 1, [21]);
  const { looked, jobs, log } = look();
  expect(await looked).toEqual({ repositories: 1, failed: 1 });
  expect(jobs).toHaveLength(1);
  expect(log.text()).toContain('The permission contents is missing');
});

test('stopping ends the look in the middle of a request', async () => {
  const stopping = new AbortController();
  nock(github)
    .get('/app/installations')
    .query(true)
    .reply(200, [installation(1), installation(2)]);
  nock(github)
    .get('/installation/repositories')
    .query(true)
    .reply(200, () => {
      stopping.abort();
      return { total_count: 1, repositories: [] };
    });
  const { looked, jobs } = look(stopping.signal);
  await expect(looked).rejects.toThrow('aborted');
  expect(jobs).toEqual([]);
});
