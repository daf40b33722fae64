import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gateTable } from '../../src/jobs/gate-table.ts';
import { openBoss, queueName, schema } from '../../src/jobs/open-boss.ts';
import { openStore } from '../../src/jobs/open-store.ts';
import { makeOwnTables, type Sql } from '../../src/jobs/own-tables.ts';
import { adoptOlderJobs, hasUnfinished, runningJobs } from '../../src/jobs/pg-boss-table.ts';
import type { Store } from '../../src/jobs/store.ts';
import { describeGateTable } from './describe-gate-table.ts';

/** The table is pg-boss's own business: what we know of it holds for the release that is installed, or this fails. */

const settings = { retryLimit: 1, retryDelaySeconds: 60, retryDelayMaxSeconds: 60, expireSeconds: 60 };
const log = { warn: () => {}, error: () => {} };
let directory: string;
let store: Store;
let boss: PgBoss;
let sql: Sql;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pg-boss-table-'));
  store = await openStore({ dataDirectory: directory });
  boss = await openBoss(store, settings, log);
  sql = await makeOwnTables(boss);
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await store.close();
  rmSync(directory, { recursive: true });
});

describeGateTable('a table of gates in the store', () => gateTable(sql));

test('our own tables may be there already', async () => {
  await Promise.all([makeOwnTables(boss), makeOwnTables(boss)]);
});

test('the states are those that count as unfinished, and three that do not', async () => {
  const rows = await sql(`SELECT unnest(enum_range(NULL::${schema}.job_state))::text AS state`, []);
  expect(rows.map(({ state }) => state).toSorted()).toEqual(
    ['active', 'cancelled', 'completed', 'created', 'failed', 'retry'].toSorted(),
  );
});

test('what waits, is to be tried again or runs is unfinished; what runs is told with its key', async () => {
  expect(await hasUnfinished(boss)).toBe(false);
  const id = await boss.send(queueName, {}, { singletonKey: 'look:1', priority: -10 });
  if (id === null) throw new Error('The job was not taken.');
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, []]);
  await boss.fetch(queueName);
  const running = [{ id, key: 'look:1', priority: -10 }];
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, running]);
  await boss.fail(queueName, id);
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, []]);
  await boss.update(queueName, undefined, { id, startAfter: 0 });
  await boss.fetch(queueName);
  await boss.complete(queueName, id);
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([false, []]);
});

test('a job of an earlier release belongs to its installation, and pg-boss does not give it up', async () => {
  const id = await boss.send(
    queueName,
    { kind: 'index', installationId: 77 },
    { singletonKey: 'index:1', retryLimit: 10 },
  );
  await adoptOlderJobs(boss);
  const [job] = await boss.findJobs(queueName, { id: id ?? '' });
  expect(job).toMatchObject({ groupId: '77', retryLimit: 1_000_000, priority: 0 });
  await boss.deleteJob(queueName, id ?? '');
});
