import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gateTable } from '../../src/jobs/gate-table.ts';
import { queueInspection } from '../../src/jobs/inspect-queue.ts';
import type { Job } from '../../src/jobs/job.ts';
import { jobRecordsIn } from '../../src/jobs/job-records.ts';
import { openBoss, queueName, schema } from '../../src/jobs/open-boss.ts';
import { openStore } from '../../src/jobs/open-store.ts';
import { makeOwnTables, type Sql } from '../../src/jobs/own-tables.ts';
import { adoptOlderJobs, hasUnfinished, putJobBack, runningJobs } from '../../src/jobs/pg-boss-table.ts';
import type { Store } from '../../src/jobs/store.ts';
import { describeGateTable } from './describe-gate-table.ts';
import { look } from './look.ts';

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

describe('what is remembered of a job', () => {
  const begin = (owner: string, key: string, jobId = 'one') => jobRecordsIn(sql, owner).begin(key, jobId);

  test('nothing, where nothing has happened', async () => {
    const fresh = { failures: 0, endings: 0, endingsAlone: 0, isDead: false };
    const record = await begin('a', 'index:1');
    expect(record).toMatchObject(fresh);
    await jobRecordsIn(sql, 'a').end(record);
    expect(await begin('b', 'index:1')).toMatchObject(fresh);
  });

  test('an end of the process, in the next one; not in the same, whose own attempt it was', async () => {
    await begin('a', 'index:2');
    expect(await begin('a', 'index:2')).toMatchObject({ endings: 0 });
    expect(await begin('b', 'index:2')).toMatchObject({ endings: 1, endingsAlone: 0 });
    await jobRecordsIn(sql, 'b').runsAlone('index:2');
    const record = await begin('c', 'index:2');
    expect(record).toMatchObject({ endings: 2, endingsAlone: 1 });
    await jobRecordsIn(sql, 'c').end({ ...record, pausedAfter: 1 });
    expect(await begin('d', 'index:2')).toMatchObject({ endings: 2, endingsAlone: 1, pausedAfter: 1 });
  });

  test('failures of the same look, and ends also when a new look has replaced it', async () => {
    await begin('a', 'index:3');
    const record = await begin('b', 'index:3');
    await jobRecordsIn(sql, 'b').end({ ...record, failures: 2 });
    expect(await begin('b', 'index:3')).toMatchObject({ failures: 2, endings: 1 });
    expect(await begin('b', 'index:3', 'two')).toMatchObject({ failures: 0, endings: 1 });
  });

  test('nothing that a process writes which has lost the job to another', async () => {
    const lost = await begin('a', 'index:4');
    await begin('b', 'index:4');
    await jobRecordsIn(sql, 'a').end({ ...lost, failures: 7 });
    await jobRecordsIn(sql, 'a').forget('index:4');
    expect(await begin('b', 'index:4')).toMatchObject({ failures: 0, endings: 1 });
  });

  test('a refusal, until something else is looked at', async () => {
    const records = jobRecordsIn(sql, 'a');
    const job: Job = { ...look(5), kind: 'index' };
    const failure = { name: 'Refused', message: 'the process ended' };
    const record = { ...(await records.begin('index:5', 'one')), endings: 4, endingsAlone: 3 };
    await records.end(record);
    const refused = { refusedAfter: 3, refusedHead: 'abc', refusedUntil: Date.now() + 1_000 };
    await records.bury({ ...record, ...refused }, job, failure);
    const found = await begin('b', 'index:5', 'two');
    expect(found).toMatchObject({ ...refused, endingsAlone: 3, isDead: true });
    await jobRecordsIn(sql, 'b').startOver(found);
    expect(await begin('c', 'index:5')).toMatchObject({
      endings: 2,
      endingsAlone: 0,
      refusedAfter: 0,
      refusedHead: null,
    });
  });
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
  const running = [{ id, key: 'look:1', priority: -10, retryCount: 0 }];
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, running]);
  await boss.fail(queueName, id);
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([true, []]);
  await boss.update(queueName, undefined, { id, startAfter: 0 });
  await boss.fetch(queueName);
  await boss.complete(queueName, id);
  expect([await hasUnfinished(boss), await runningJobs(boss)]).toEqual([false, []]);
});

test('an attempt puts its job back until a time of its own; nothing of it where a later one has begun', async () => {
  await boss.send(queueName, {}, { singletonKey: 'look:2' });
  const [first] = await boss.fetch(queueName, { includeMetadata: true });
  if (!first) throw new Error('There is no job.');
  const at = new Date(Date.now() + 60_000);
  const kept = first.keepUntil.getTime() - new Date(first.startAfter).getTime();
  await putJobBack(boss, { ...first, priority: -3 }, at, { message: 'later' });
  const back = {
    state: 'retry',
    priority: -3,
    startAfter: at,
    output: { message: 'later' },
    retryLimit: 1_000_000,
  };
  const [found] = await boss.findJobs(queueName, { id: first.id });
  expect(found).toMatchObject({ ...back, retryCount: 0 });
  // However often it is put back, it is not forgotten before its time.
  expect(found && found.keepUntil.getTime() - at.getTime()).toBe(kept);
  expect(await boss.fetch(queueName)).toEqual([]);
  // When its attempt returns, pg-boss completes nothing.
  await boss.complete(queueName, first.id);
  expect(await boss.findJobs(queueName, { id: first.id })).toMatchObject([back]);

  await boss.update(queueName, undefined, { id: first.id, startAfter: 0 });
  const [second] = await boss.fetch(queueName, { includeMetadata: true });
  expect(second).toMatchObject({ id: first.id, retryCount: 1, priority: -3 });
  await putJobBack(boss, first, at, {});
  expect(await boss.findJobs(queueName, { id: first.id })).toMatchObject([
    { state: 'active', output: back.output },
  ]);
  await boss.deleteJob(queueName, first.id);
});

describe('dead letters', () => {
  const failure = { name: 'Error', message: 'first' };
  const bury = async (key: string, message = failure.message) => {
    const record = await jobRecordsIn(sql, 'a').begin(key, 'one');
    await jobRecordsIn(sql, 'a').bury(record, look(9), { ...failure, message });
  };

  test('are counted beside those that are not done, however few are listed', async () => {
    for (const key of ['index:91', 'index:92', 'index:93']) await bury(key);
    for (const singletonKey of ['look:91', 'look:92']) await boss.send(queueName, look(9), { singletonKey });
    const { list } = queueInspection(sql, async () => {});
    const counts = { dead: 4, unfinished: 2 };
    expect(await list(1)).toMatchObject({ ...counts, jobs: [{ state: 'dead' }, { state: 'waiting' }] });
    expect((await list(6)).jobs).toHaveLength(6);
    await boss.deleteAllJobs(queueName);
  });

  test('that come anew while they are asked for again are kept', async () => {
    const key = 'index:94';
    await bury(key);
    const before = Date.now();
    const { redrive, show } = queueInspection(sql, async () => {
      // A worker was as fast as that; not within one millisecond, which is what letters are told apart by.
      while (Date.now() === before) await new Promise(setImmediate);
      await bury(key, 'second');
    });
    expect(await redrive(key)).toEqual([key]);
    expect(await show(key)).toMatchObject([{ state: 'dead', failure: { message: 'second' } }]);
  });
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
