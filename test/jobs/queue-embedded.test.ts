import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Job, jobKey } from '../../src/jobs/job.ts';
import { openInspection } from '../../src/jobs/open-inspection.ts';
import { openQueue, type QueueOptions } from '../../src/jobs/queue.ts';
import { describeQueue } from './describe-queue.ts';
import { gate, look } from './look.ts';

describeQueue('a queue in a directory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'queue-'));
  return {
    location: { dataDirectory: directory },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
});

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'queue-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const ignore = () => {};
const options = (more: Partial<QueueOptions> = {}): QueueOptions => ({
  dataDirectory: directory,
  log: { info: ignore, warn: ignore, error: ignore },
  ...more,
});
const neverGiveUp = async () => {
  throw new Error('nobody was to give up');
};

test('stopping lets a running job finish and keeps those that wait for the next start', async () => {
  const started = gate();
  const done: Job[] = [];
  const first = await openQueue(options({ concurrency: 1 }));
  await first.work({
    run: async job => {
      started.open();
      // The queue is asked to stop between these two lines.
      await new Promise(resolve => setImmediate(resolve));
      done.push(job);
    },
    gaveUp: neverGiveUp,
  });
  await first.enqueue(look(1));
  await started.opened;
  await Promise.all([2, 3, 4].map(repository => first.enqueue(look(repository))).concat(first.stop()));
  await expect(first.ping()).rejects.toThrow();

  const second = await openQueue(options());
  await second.ping();
  await second.work({ run: async job => void done.push(job), gaveUp: neverGiveUp });
  await second.idle();
  await second.stop();
  expect(done.map(job => ('repository' in job ? job.repository.id : 0)).sort()).toEqual([1, 2, 3, 4]);
});

test('what hangs when the queue stops is told so, and runs again at the next start', async () => {
  const started = gate();
  let reason: unknown;
  const first = await openQueue(options({ stopSeconds: 1 }));
  await first.work({
    run: (_job, signal) => {
      signal.addEventListener('abort', () => {
        reason = signal.reason;
      });
      started.open();
      return new Promise(() => {});
    },
    gaveUp: neverGiveUp,
  });
  await first.enqueue(look(5));
  await started.opened;
  await first.stop();
  expect(reason).toBeDefined();

  const second = await openQueue(options());
  const again = gate();
  await second.work({ run: async () => again.open(), gaveUp: neverGiveUp });
  // A new look makes the retry, whose delay is long, superfluous.
  await second.enqueue(look(5));
  await again.opened;
  await second.idle();
  await second.stop();
});

describe('who looks into the queue', () => {
  test('finds it as the App has left it, and leaves it so', async () => {
    const queue = await openQueue(options());
    await queue.enqueue(look(31));
    await expect(openInspection({ dataDirectory: directory })).rejects.toThrow(
      /^The data directory .* is in use by process \d+ on .* stop it, ask again, and start it again/,
    );
    await queue.stop();
    for (const _ of [1, 2]) {
      const { inspection, close } = await openInspection({ dataDirectory: directory });
      expect(await inspection.show(jobKey(look(31)))).toMatchObject([{ state: 'waiting', job: look(31) }]);
      await close();
    }
  });

  test('makes none where there is none', async () => {
    const dataDirectory = join(directory, 'none');
    await expect(openInspection({ dataDirectory })).rejects.toThrow(
      /^There is no queue in .*none\. Set DATABASE_URL/,
    );
    expect(existsSync(dataDirectory)).toBe(false);
  });
});
