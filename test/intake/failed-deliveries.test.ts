import nock from 'nock';
import { Probot } from 'probot';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { failedDeliveries } from '../../src/intake/failed-deliveries.ts';
import { politeOctokit } from '../../src/intake/octokit.ts';
import { memoryGate } from '../jobs/memory-gate-table.ts';
import { recordingLog } from './recording-log.ts';
import { rsaKey } from './rsa-key.ts';

const github = 'https://api.github.com';
const start = Date.parse('2026-11-20T12:00:00Z');
const minute = 60_000;
const privateKey = rsaKey();
beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

type Item = { guid: string; at: number; status?: number; event?: string };

/** GitHub's list of attempts, which grows with each redelivery; what it answers to one is the test's. */
function scene({ pageSize = 100, limits = { maxPages: 50, maxRedeliveries: 200 } } = {}) {
  const items: Required<Item>[] = [];
  const asked: string[] = [];
  const pages: string[] = [];
  const world = { time: start, redelivered: (_guid: string): number | null => 202 };
  const add = ({ guid, at, status = 503, event = 'push' }: Item) => items.push({ guid, at, status, event });
  nock(github)
    .persist()
    .get('/app/hook/deliveries')
    .query(true)
    .reply(({ url }: Request) => {
      pages.push(url);
      const newest = items
        .map((item, id) => ({ ...item, id: id + 1 }))
        .sort((a, b) => b.at - a.at || b.id - a.id);
      const from = Number(new URL(url).searchParams.get('cursor') ?? 0);
      const body = newest.slice(from, from + pageSize).map(({ id, guid, at, status, event }) => ({
        id,
        guid,
        event,
        delivered_at: new Date(at).toISOString(),
        status_code: status,
      }));
      const link = `<${github}/app/hook/deliveries?per_page=100&cursor=${from + pageSize}>; rel="next"`;
      return [200, body, from + pageSize < newest.length ? { link } : {}];
    });
  nock(github)
    .persist()
    .post(/^\/app\/hook\/deliveries\/\d+\/attempts$/)
    .reply(({ url }: Request) => {
      const guid = items[Number(new URL(url).pathname.split('/')[4]) - 1]?.guid ?? '';
      asked.push(guid);
      const status = world.redelivered(guid);
      if (status !== null) add({ guid, at: world.time, status });
      return [202, {}];
    });
  const log = recordingLog();
  const Octokit = politeOctokit(memoryGate());
  const probot = new Probot({ appId: 321, privateKey, Octokit, logLevel: 'fatal' });
  const redeliver = failedDeliveries({ octokit: () => probot.auth(), log, now: () => world.time, limits });
  const poll = () => {
    world.time += 5 * minute;
    return redeliver(new AbortController().signal);
  };
  return { add, asked, pages, world, log, poll };
}

test('an event counts as arrived when any attempt at it has, and is asked for again otherwise', async () => {
  const { add, asked, poll } = scene();
  add({ guid: 'lost', at: start - 9 * minute, status: 0 });
  add({ guid: 'refused', at: start - 8 * minute });
  add({ guid: 'mended', at: start - 7 * minute });
  add({ guid: 'mended', at: start - 6 * minute, status: 202 });
  add({ guid: 'fine', at: start - 5 * minute, status: 200 });
  add({ guid: 'hello', at: start - 4 * minute, event: 'ping' });
  expect(await poll()).toBe(2);
  expect(asked.sort()).toEqual(['lost', 'refused']);
  expect(await poll()).toBe(0);
});

test('what goes on failing is asked for a few times and then left to the sweep', async () => {
  const { add, asked, poll, world, log } = scene();
  add({ guid: 'bad', at: start, status: 500 });
  world.redelivered = () => 500;
  for (let time = 0; time < 10; time += 1) await poll();
  expect(asked).toEqual(Array.from({ length: 4 }, () => 'bad'));
  expect(log.warn).toHaveBeenCalledOnce();
});

test('a redelivery of which nothing is heard does not go on for ever either', async () => {
  const { add, asked, poll, world } = scene();
  add({ guid: 'silent', at: start, status: 500 });
  world.redelivered = () => null;
  for (let time = 0; time < 10; time += 1) await poll();
  expect(asked).toHaveLength(4);
});

test('pages are read back to the last time and not further, and not beyond three days', async () => {
  const { add, pages, poll, asked } = scene({ pageSize: 10 });
  const day = 24 * 60 * minute;
  for (let place = 0; place < 35; place += 1)
    add({ guid: `g${place}`, at: start - place * minute, status: 202 });
  add({ guid: 'forgotten', at: start - 3 * day });
  await poll();
  expect(pages).toHaveLength(4);
  add({ guid: 'late', at: start + 6 * minute });
  await poll();
  expect(pages).toHaveLength(5);
  expect(asked).toEqual(['late']);
});

test('a flood is looked through and sent again in bounded parts', async () => {
  const { add, asked, poll, pages, log } = scene({
    pageSize: 10,
    limits: { maxPages: 3, maxRedeliveries: 20 },
  });
  for (let place = 0; place < 50; place += 1) add({ guid: `g${place}`, at: start - place });
  expect(await poll()).toBe(20);
  expect(pages).toHaveLength(3);
  expect(log.warn).toHaveBeenCalledOnce();
  expect(await poll()).toBe(10);
  expect(new Set(asked).size).toBe(30);
  expect(await poll()).toBe(0);
});
