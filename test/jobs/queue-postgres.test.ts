import { expect, test } from 'vitest';
import { type Job, jobKey } from '../../src/jobs/job.ts';
import { openQueue, type QueueOptions } from '../../src/jobs/queue.ts';
import { describeQueue } from './describe-queue.ts';
import { gate, look } from './look.ts';
import { createDatabase } from './start-postgres.ts';

/** An empty database of the server that `postgres.ts` has started. */
const database = (name: string): Promise<string> =>
  createDatabase(Number(process.env.TEST_POSTGRES_PORT), `queue-${name}`);

describeQueue('a queue on PostgreSQL', async () => ({
  location: { databaseUrl: await database('behaviour') },
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

test('a database that cannot be reached is named, without its password', async () => {
  const databaseUrl = 'postgres://librarian:s3cret@127.0.0.1:1/library';
  const refused = openQueue({ databaseUrl, log });
  await expect(refused).rejects.toThrow(
    /^The PostgreSQL database 127\.0\.0\.1:1\/library cannot be used \(.*ECONNREFUSED/,
  );
  await expect(refused).rejects.not.toThrow(/s3cret/);
});
