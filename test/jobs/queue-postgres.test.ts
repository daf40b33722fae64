import { expect, test } from 'vitest';
import { type Job, jobKey } from '../../src/jobs/job.ts';
import { RetryLater } from '../../src/jobs/outcome.ts';
import { openQueue, type QueueOptions } from '../../src/jobs/queue.ts';
import { describeQueue } from './describe-queue.ts';
import { gate, look } from './look.ts';
import { createDatabase, runSql } from './start-postgres.ts';

/** An empty database of the server that `postgres.ts` has started. */
const database = (name: string): Promise<string> =>
  createDatabase(Number(process.env.TEST_POSTGRES_PORT), `queue-${name}`);

describeQueue('a queue on PostgreSQL', async () => ({
  location: { databaseUrl: await database('behaviour') },
  remove: async () => {},
}));

/** pg-boss keeps to what CockroachDB understands and is not told of new jobs; the server is PostgreSQL all the same. */
describeQueue('a queue by the ways of CockroachDB', async () => ({
  location: { databaseUrl: (await database('cockroach')).replace('postgres:', 'cockroachdb:') },
  remove: async () => {},
}));

const ignore = () => {};
const log = { info: ignore, warn: ignore, error: ignore };
const neverGiveUp = async () => {
  throw new Error('nobody was to give up');
};

test('two processes share the work, and never run one key at the same time', async () => {
  const options: QueueOptions = { databaseUrl: await database('shared'), log };
  const queues = await Promise.all([openQueue(options), openQueue(options)]);
  const running = new Set<string>();
  const overlaps: string[] = [];
  const workedBy = new Map<number, number>();
  const lastSeen = new Map<string, number>();
  let asked = 0;

  for (const [index, queue] of queues.entries()) {
    await queue.work({
      run: async (job: Job) => {
        const key = jobKey(job);
        if (running.has(key)) overlaps.push(key);
        running.add(key);
        lastSeen.set(key, asked);
        workedBy.set(index, (workedBy.get(index) ?? 0) + 1);
        await new Promise(resolve => setImmediate(resolve));
        // A round trip, so that the two meet in the database.
        await queue.ping();
        running.delete(key);
      },
      gaveUp: neverGiveUp,
    });
  }
  for (let round = 0; round < 60; round += 1) {
    asked = round;
    await Promise.all([1, 2, 3].flatMap(number => queues.map(queue => queue.enqueue(look(1, number)))));
  }
  await Promise.all(queues.map(queue => queue.idle()));
  await Promise.all(queues.map(queue => queue.stop()));
  expect(overlaps).toEqual([]);
  expect([...workedBy.keys()].sort()).toEqual([0, 1]);
  // Every key was looked at after it was asked for the last time.
  expect([...lastSeen.values()]).toEqual([59, 59, 59]);
});

test('a handler that hangs is told to stop, gives its place back, and the job is tried again', async () => {
  const queue = await openQueue({
    databaseUrl: await database('hanging'),
    log,
    concurrency: 1,
    expireSeconds: 1,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 1,
  });
  const again = gate();
  const aborted = gate();
  let runs = 0;
  await queue.work({
    run: async (_job, signal) => {
      runs += 1;
      if (runs > 1) return again.open();
      signal.addEventListener('abort', aborted.open);
      await new Promise(() => {});
    },
    gaveUp: neverGiveUp,
  });
  await queue.enqueue(look(2));
  await aborted.opened;
  await again.opened;
  await queue.idle();
  await queue.stop();
  expect(runs).toBe(2);
});

test('what GitHub says to one process keeps all jobs of the installation in both from asking, until it is lifted', async () => {
  const options: QueueOptions = { databaseUrl: await database('gate'), log };
  const queues = await Promise.all([openQueue(options), openQueue(options)]);
  let [refused, answered] = [0, 0];
  let isLifted = false;
  for (const queue of queues) {
    await queue.work({
      run: async ({ installationId }) => {
        await queue.gate.pass(installationId, 'core');
        if (isLifted) {
          answered += 1;
          return;
        }
        refused += 1;
        await queue.gate.close(installationId, 'secondary', 3);
        setTimeout(() => {
          isLifted = true;
        }, 2_000);
        throw new RetryLater(3);
      },
      gaveUp: neverGiveUp,
    });
  }
  await Promise.all(Array.from({ length: 40 }, (_, number) => queues[0]?.enqueue(look(3, number))));
  await queues[0]?.idle();
  await Promise.all(queues.map(queue => queue.stop()));
  // Each process has three places for one installation, and those who were there already had asked.
  expect(refused).toBeLessThanOrEqual(6);
  expect(answered).toBe(40);
});

test('those who may not write yet wait in the queue, and others pass them', async () => {
  const queue = await openQueue({ databaseUrl: await database('pace'), log });
  const order: number[] = [];
  const asked = Promise.withResolvers<void>();
  await queue.work({
    run: async ({ installationId }) => {
      await queue.gate.writeTurn(installationId, 2_000);
      order.push(installationId);
      if (order.length === 2) {
        await queue.enqueue(look(5, 1, 82));
        asked.resolve();
      }
    },
    gaveUp: neverGiveUp,
  });
  await Promise.all(Array.from({ length: 8 }, (_, number) => queue.enqueue(look(4, number, 81))));
  await asked.promise;
  await queue.idle();
  await queue.stop();
  expect(order).toHaveLength(9);
  expect(order.indexOf(82)).toBeLessThanOrEqual(4);
});

test('a database that cannot be reached is named, without its password', async () => {
  const databaseUrl = 'postgres://librarian:s3cret@127.0.0.1:1/library';
  const refused = openQueue({ databaseUrl, log });
  await expect(refused).rejects.toThrow(
    /^The PostgreSQL database 127\.0\.0\.1:1\/library cannot be used \(.*ECONNREFUSED/,
  );
  await expect(refused).rejects.not.toThrow(/s3cret/);
});

test('a database that a power cut would cost something is told of, with what is off', async () => {
  const databaseUrl = await database('durability');
  const port = Number(process.env.TEST_POSTGRES_PORT);
  const opened = async () => {
    const warned: unknown[] = [];
    const warn = (...line: unknown[]) => void warned.push(line);
    const queue = await openQueue({ databaseUrl, log: { ...log, warn } });
    await queue.stop();
    return warned;
  };
  const warning = 'A power cut may take what was acknowledged: the database does not wait for its disk';
  // The server of the tests is quicker than it is safe.
  expect(await opened()).toEqual([[{ missing: ['fsync=off'] }, warning]]);
  await runSql(
    port,
    'queue-durability',
    client => `ALTER DATABASE ${client.escapeIdentifier('queue-durability')} SET synchronous_commit = off`,
  );
  expect(await opened()).toEqual([[{ missing: ['fsync=off', 'synchronous_commit=off'] }, warning]]);
});
