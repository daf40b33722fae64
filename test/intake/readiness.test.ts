import nock from 'nock';
import { Probot } from 'probot';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { grantedTo, missingGrants, readManifest } from '../../src/intake/manifest.ts';
import { politeOctokit } from '../../src/intake/octokit.ts';
import { readiness } from '../../src/intake/readiness.ts';
import { memoryGate } from '../jobs/memory-gate-table.ts';
import { rsaKey } from './rsa-key.ts';

const privateKey = rsaKey();
const manifest = readManifest();
const github = 'https://api.github.com';
const granted = {
  id: 321,
  slug: 'pattern-librarian',
  permissions: manifest.permissions,
  events: manifest.events,
};
beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

type Options = {
  storeIsAlive?: () => Promise<void>;
  examinerStarts?: () => Promise<void>;
  now?: () => number;
  key?: string;
};

function ready(options: Options = {}) {
  const {
    storeIsAlive = async () => {},
    examinerStarts = async () => {},
    now = () => 0,
    key = privateKey,
  } = options;
  const probot = new Probot({
    appId: 321,
    privateKey: key,
    Octokit: politeOctokit(memoryGate()),
    logLevel: 'fatal',
  });
  return readiness({ appId: 321, octokit: () => probot.auth(), manifest, storeIsAlive, examinerStarts, now });
}

test('an App with everything that app.yml asks for is ready, and tells its slug', async () => {
  nock(github)
    .get('/app')
    .matchHeader('authorization', /^bearer eyJ/)
    .reply(200, granted);
  const { problems, identity } = ready();
  expect(identity()).toEqual({ id: 321, slug: null });
  expect(await problems()).toEqual([]);
  expect(identity()).toEqual({ id: 321, slug: 'pattern-librarian' });
});

test('an examiner that cannot be started is named, until it can be', async () => {
  nock(github).get('/app').twice().reply(200, granted);
  let time = 0;
  let starts = false;
  const examinerStarts = async (): Promise<void> => {
    if (!starts) throw new Error('the process that parses files does not start: it ended with exit code 1');
  };
  const { problems } = ready({ examinerStarts, now: () => time });
  expect(await problems()).toEqual([
    'No pull request can be checked: the process that parses files does not start: it ended with exit code 1. It may read only this program and its node_modules; install them anew with `npm ci`.',
  ]);
  starts = true;
  time += 60_000;
  expect(await problems()).toEqual([]);
});

test('every missing permission and event is named', async () => {
  const permissions = {
    metadata: 'read',
    contents: 'read',
    checks: 'write',
    pull_requests: 'admin',
    issues: 'write',
  };
  nock(github)
    .get('/app')
    .reply(200, { ...granted, permissions, events: ['push', 'pull_request'] });
  expect(await ready().problems()).toEqual([
    'The permission contents is missing: app.yml needs write access, GitHub granted read access.',
    'The permission actions is missing: app.yml needs read access, GitHub granted no access.',
    'The permission merge_queues is missing: app.yml needs read access, GitHub granted no access.',
    'The event pull_request_review is missing: the App is not subscribed to it.',
    'The event issue_comment is missing: the App is not subscribed to it.',
    'The event merge_group is missing: the App is not subscribed to it.',
    'The event repository is missing: the App is not subscribed to it.',
  ]);
});

test('check events come by themselves only to those who may write checks', () => {
  const permissions = { ...manifest.permissions, checks: 'read' };
  const events = manifest.events.filter(event => !event.startsWith('check_'));
  const missing = missingGrants(manifest, { permissions, events }).join('\n');
  expect(missing).toMatch(/check_run.*\n.*check_suite/);
  expect(missingGrants(manifest, grantedTo(null))).toHaveLength(7 + 8);
});

test('GitHub is asked once a minute, also by many at once', async () => {
  const scope = nock(github).get('/app').reply(200, granted);
  let now = 0;
  const { problems } = ready({ now: () => now });
  await Promise.all([problems(), problems(), problems()]);
  now = 59_999;
  expect(await problems()).toEqual([]);
  scope.done();
  now = 60_000;
  nock(github)
    .get('/app')
    .reply(200, { ...granted, events: [] });
  expect(await problems()).not.toEqual([]);
});

test.each([
  [
    401,
    { message: 'A JSON web token could not be decoded' },
    /does not accept the credentials \(401\).*APP_ID 321/,
  ],
  [404, { message: 'Integration not found' }, /does not accept the credentials \(404\)/],
  [500, {}, /^GitHub answered 500/],
  [429, {}, /^GitHub limits our requests/],
])('status %i is put into words', async (status, body, words) => {
  nock(github).get('/app').reply(status, body);
  expect(await ready().problems()).toEqual([expect.stringMatching(words)]);
});

test('GitHub out of reach, an unusable key and a closed store are put into words', async () => {
  nock(github).get('/app').replyWithError('getaddrinfo ENOTFOUND');
  expect(await ready().problems()).toEqual(['GitHub cannot be reached from here.']);
  expect(await ready({ key: 'nonsense' }).problems()).toEqual([
    'The private key cannot be used to sign in at GitHub.',
  ]);
  nock(github).get('/app').reply(200, granted);
  const storeIsAlive = async () => Promise.reject(new Error('closed'));
  expect(await ready({ storeIsAlive }).problems()).toEqual([
    'The store of the queue is closed or does not answer.',
  ]);
});
