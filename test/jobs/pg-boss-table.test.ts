import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBoss, queueName, schema } from '../../src/jobs/open-boss.ts';
import { openStore } from '../../src/jobs/open-store.ts';
import { hasUnfinished, runningJobs } from '../../src/jobs/pg-boss-table.ts';
import type { Store } from '../../src/jobs/store.ts';

/** The table is pg-boss's own business: what we know of it holds for the release that is installed, or this fails. */

const settings = { retryLimit: 1, retryDelaySeconds: 60, retryDelayMaxSeconds: 60, expireSeconds: 60 };
const log = { warn: () => {}, error: () => {} };
let directory: string;
let store: Store;
let boss: PgBoss;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pg-boss-table-'));
  store = await openStore({ dataDirectory: directory });
  boss = await openBoss(store, settings, log);
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await store.close();
  rmSync(directory, { recursive: true });
});

test('the states stand in the order that "up to active" rests on', async () => {
  const query = `SELECT unnest(enum_range(NULL::${schema}.job_state))::text AS state`;
  const { rows } = await boss.getDb().executeSql(query);
  const states = rows.map(({ state }) => state);
  expect(states.slice(0, states.indexOf('active') + 1)).toEqual(['created', 'retry', 'active']);
  expect(states.slice(states.indexOf('active') + 1)).toEqual(['completed', 'cancelled', 'failed']);
});

test('what waits, is to be tried again or runs is unfinished; what runs is told with its key', async () => {
  expect(await hasUnfinished(boss)).toBe(false);
  const id = await boss.send(queueName, {}, { singletonKey: 'look:1' });
  if (id === null) throw new Error('The job was not taken.');
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, []]);
  await boss.fetch(queueName);
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, [{ id, key: 'look:1' }]]);
  await boss.fail(queueName, id);
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, []]);
  await boss.update(queueName, undefined, { id, startAfter: 0 });
  await boss.fetch(queueName);
  await boss.complete(queueName, id);
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([false, []]);
});
