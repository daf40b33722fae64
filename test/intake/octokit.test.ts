import nock from 'nock';
import { Probot } from 'probot';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { politeOctokit } from '../../src/intake/octokit.ts';
import { RateLimited, rateLimitSeconds } from '../../src/intake/rate-limit.ts';
import { memoryGate } from '../jobs/memory-gate-table.ts';
import { rsaKey } from './rsa-key.ts';

const privateKey = rsaKey();
const now = Date.parse('2026-11-24T12:00:00Z');
beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
});
afterEach(() => {
  nock.cleanAll();
  vi.useRealTimers();
});
afterAll(() => nock.restore());

const hosts = {
  'github.com': { baseUrl: 'https://api.github.com', graphql: 'https://api.github.com/graphql' },
  'GitHub Enterprise': {
    baseUrl: 'https://github.example.com/api/v3',
    graphql: 'https://github.example.com/api/graphql',
  },
};
type Host = (typeof hosts)['github.com'];

async function clientFor({ baseUrl }: Host, writeSpacingMs = 0) {
  const { origin, pathname } = new URL(baseUrl);
  const root = pathname === '/' ? '' : pathname;
  const token = { token: 'ghs_x', expires_at: '2099-01-01T00:00:00Z', permissions: {} };
  for (const id of [77, 78])
    nock(origin).post(`${root}/app/installations/${id}/access_tokens`).reply(201, token);
  const Octokit = politeOctokit(memoryGate(writeSpacingMs));
  const probot = new Probot({ appId: 1, privateKey, baseUrl, Octokit, logLevel: 'fatal' });
  return { probot, octokit: await probot.auth(77) };
}

function answerGraphQl(
  { graphql }: Host,
  status: number,
  body: object,
  headers: Record<string, string> = {},
) {
  const { origin, pathname } = new URL(graphql);
  return nock(origin).post(pathname).reply(status, body, headers);
}

test.each(Object.entries(hosts))(
  'a GraphQL limit told with status 200 is a limit, on %s',
  async (_name, host) => {
    const { octokit } = await clientFor(host);
    const reset = String(now / 1000 + 120);
    const limited = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    answerGraphQl(host, 200, limited, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset });
    const error = await octokit.graphql('query { viewer { login } }').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RateLimited);
    expect(error).toMatchObject({ at: new Date(now + 121_000) });
  },
);

test.each(Object.entries(hosts))(
  'a secondary limit is told at once and not tried again, on %s',
  async (_name, host) => {
    const { octokit } = await clientFor(host);
    const message = 'You have exceeded a secondary rate limit';
    const scope = answerGraphQl(host, 403, { message }, { 'retry-after': '37' });
    await expect(octokit.graphql('query { viewer { login } }')).rejects.toMatchObject({
      at: new Date(now + 37_000),
      message: 'GitHub limits our requests: to be tried again at 2026-11-24T12:00:37.000Z',
    });
    vi.setSystemTime(now + 38_000);
    nock(host.baseUrl).get('/rate').reply(429, {}, {});
    await expect(octokit.request('GET /rate')).rejects.toMatchObject({ at: new Date(now + 98_000) });
    expect(scope.isDone()).toBe(true);
  },
);

test('other refusals and errors stay what they are', async () => {
  const host = hosts['github.com'];
  const { octokit } = await clientFor(host);
  nock(host.baseUrl).get('/forbidden').reply(403, { message: 'Resource not accessible by integration' });
  await expect(octokit.request('GET /forbidden')).rejects.toMatchObject({ name: 'HttpError', status: 403 });
  answerGraphQl(host, 200, { errors: [{ type: 'NOT_FOUND', message: 'gone' }] });
  await expect(octokit.graphql('query { viewer { login } }')).rejects.toMatchObject({
    name: 'GraphqlResponseError',
  });
});

test('a mutation sent without retries is sent once, a query is repeated', async () => {
  const host = hosts['github.com'];
  const { octokit } = await clientFor(host);
  answerGraphQl(host, 502, {});
  const mutation = octokit.graphql('mutation M { x }', { request: { retries: 0 } });
  await expect(mutation).rejects.toMatchObject({ status: 502 });
  answerGraphQl(host, 502, {});
  answerGraphQl(host, 200, { data: { viewer: { login: 'x' } } });
  // The same now as before: a clock that jumps would have the spacing wait for hours, or not at all.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  const query = octokit.graphql('query { viewer { login } }');
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await query).toEqual({ viewer: { login: 'x' } });
});

test('a query that is repeated asks the gate again, which another job may have had closed meanwhile', async () => {
  const host = hosts['github.com'];
  const { probot, octokit } = await clientFor(host);
  const other = await probot.auth(77);
  answerGraphQl(host, 502, {});
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  const query = octokit.graphql('query { viewer { login } }');
  const outcome = expect(query).rejects.toThrow('GitHub limits our requests');
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  nock(host.baseUrl).get('/rate').reply(429, {}, { 'retry-after': '60' });
  await expect(other.request('GET /rate')).rejects.toBeInstanceOf(RateLimited);
  // Nothing answers a second one.
  await vi.advanceTimersByTimeAsync(2_000);
  await outcome;
});

test('a mutation that has waited for its turn asks the gate again', async () => {
  const host = hosts['github.com'];
  const { probot, octokit } = await clientFor(host, 1_500);
  const other = await probot.auth(77);
  const mutation = 'mutation M { x }';
  answerGraphQl(host, 200, { data: {} });
  await octokit.graphql(mutation);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  // Nothing answers a second one.
  const outcome = expect(octokit.graphql(mutation)).rejects.toThrow('GitHub limits our requests');
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  nock(host.baseUrl).get('/rate').reply(429, {}, { 'retry-after': '60' });
  await expect(other.request('GET /rate')).rejects.toBeInstanceOf(RateLimited);
  await vi.advanceTimersByTimeAsync(2_000);
  await outcome;
});

test('mutations of one installation are spaced, queries and other installations are not', async () => {
  const host = hosts['github.com'];
  const spacing = 1_000;
  const { probot, octokit } = await clientFor(host, spacing);
  const other = await probot.auth(78);
  const again = await probot.auth(77);
  const { origin, pathname } = new URL(host.graphql);
  nock(origin).persist().post(pathname).reply(200, { data: {} });
  const mutation = '# what to write\n  mutation M { x }';
  await octokit.graphql(mutation);
  for (let i = 0; i < 5; i += 1) await octokit.graphql('query mutationLike { viewer { login } }');
  await other.graphql(mutation);

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  const sent: string[] = [];
  const send = (client: typeof octokit, name: string) => client.graphql(mutation).then(() => sent.push(name));
  const both = [send(again, 'first'), send(octokit, 'second')];
  await vi.waitUntil(() => vi.getTimerCount() === 2);
  await vi.advanceTimersByTimeAsync(spacing / 2);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(spacing / 2);
  await both[0];
  expect(sent).toEqual(['first']);
  await vi.advanceTimersByTimeAsync(spacing);
  await Promise.all(both);
  expect(sent).toEqual(['first', 'second']);
});

test('a job whose first write is far away goes back to the queue, and what has begun to write is finished', async () => {
  const host = hosts['github.com'];
  const { probot, octokit } = await clientFor(host, 1_500);
  const { origin, pathname } = new URL(host.graphql);
  nock(origin).persist().post(pathname).reply(200, { data: {} });
  const mutation = 'mutation M { x }';
  await octokit.graphql(mutation);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now });
  const [second, third] = [octokit.graphql(mutation), octokit.graphql(mutation)];
  await vi.waitUntil(() => vi.getTimerCount() === 2);
  const late = await probot.auth(77);
  await expect(late.graphql(mutation)).rejects.toThrow('others of the installation write first');
  await vi.advanceTimersByTimeAsync(3_000);
  await Promise.all([second, third]);
});

test('after a limit nothing more is asked of GitHub for that installation until it is lifted', async () => {
  const host = hosts['github.com'];
  const { probot, octokit } = await clientFor(host);
  const refusal = { message: 'You have exceeded a secondary rate limit' };
  nock(host.baseUrl).get('/rate').reply(403, refusal, { 'retry-after': '60' });
  await expect(octokit.request('GET /rate')).rejects.toBeInstanceOf(RateLimited);
  // Nothing answers these: a request would be an error of the network.
  const later = await probot.auth(77);
  await expect(later.graphql('query { viewer { login } }')).rejects.toThrow('GitHub limits our requests');
  await expect(octokit.request('GET /rate')).rejects.toThrow('GitHub limits our requests');
  vi.setSystemTime(now + 61_000);
  nock(host.baseUrl).get('/rate').reply(200, { fine: true });
  expect((await octokit.request('GET /rate')).data).toEqual({ fine: true });
});

test.each([
  [{ status: 200, data: { data: {} }, headers: {} }, null],
  [{ status: 403, data: {}, headers: { 'x-ratelimit-remaining': '4999' } }, null],
  [{ status: 404, data: {}, headers: { 'retry-after': '5' } }, null],
  [{ status: 403, data: {}, headers: { 'retry-after': '5' } }, 5],
  [{ status: 403, data: {}, headers: { 'retry-after': '-5' } }, 60],
  [{ status: 403, data: {}, headers: { 'retry-after': 'Tue, 24 Nov 2026 03:26:00 GMT' } }, 60],
  [{ status: 429, data: '', headers: {} }, 60],
  [{ status: 403, data: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1100' } }, 101],
  [{ status: 403, data: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '900' } }, 1],
  [
    {
      status: 200,
      data: { errors: [{ message: 'You have exceeded a secondary rate limit.' }] },
      headers: {},
    },
    60,
  ],
  [
    {
      status: 200,
      data: { errors: [{ type: 'RATE_LIMIT', message: 'API rate limit already exceeded for user ID 1.' }] },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1100' },
    },
    101,
  ],
  [{ status: 200, data: { errors: 'no list' } }, null],
  [undefined, null],
  [null, null],
])('%j waits %j seconds', (answer, seconds) => {
  expect(rateLimitSeconds(answer, 1_000_000)).toBe(seconds);
});
