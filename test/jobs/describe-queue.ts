import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Job, jobKey } from '../../src/jobs/job.ts';
import type { StoreLocation } from '../../src/jobs/open-store.ts';
import { JobDropped, RetryLater } from '../../src/jobs/outcome.ts';
import { openQueue, type Queue, type QueueOptions } from '../../src/jobs/queue.ts';
import { gate, look } from './look.ts';
import { testPlaces } from './test-places.ts';

type Settings = Pick<QueueOptions, 'log'> & Record<keyof typeof settings, number>;

/** A store to open a queue in, or what opens a queue that has none. */
export type OpenedStore = { remove(): Promise<void> } & (
  | { location: StoreLocation }
  | { open(options: Settings): Promise<Queue> }
);

const settings = { retryLimit: 1, retryDelaySeconds: 1, retryDelayMaxSeconds: 1 };

/** What a queue promises, whatever its store. */
export function describeQueue(name: string, open: () => Promise<OpenedStore>): void {
  describe(name, () => {
    let store: OpenedStore;
    let queue: Queue;
    let logged: string[] = [];
    let run: (job: Job, signal: AbortSignal) => Promise<void>;
    let gaveUp: (job: Job, error: unknown) => Promise<void>;

    const log = (...[about, message]: unknown[]) => void logged.push(`${message} ${JSON.stringify(about)}`);

    beforeAll(async () => {
      store = await open();
      const options = { ...settings, log: { info: log, warn: log, error: log } };
      queue =
        'open' in store ? await store.open(options) : await openQueue({ ...options, ...store.location });
      await queue.work({
        run: (job, signal) => run(job, signal),
        gaveUp: (job, error) => gaveUp(job, error),
      });
    });

    afterAll(async () => {
      await queue?.stop();
      await store?.remove();
    });

    beforeEach(() => {
      logged = [];
      gaveUp = async job => {
        throw new Error(`nobody was to give up on ${jobKey(job)}`);
      };
    });

    test('one of those who ask in a slot of time has the turn, for each thing by itself', async () => {
      const decade = 10 * 365 * 24 * 60 * 60;
      const asked = ['a', 'a', 'b', 'a'].map(name => queue.takeTurn(name, decade));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(2);
      expect(await queue.takeTurn('b', decade)).toBe(false);
      await queue.idle();
    });

    test('passes a job on as it was', async () => {
      const seen: Job[] = [];
      run = async job => void seen.push(job);
      const job: Job = {
        kind: 'merge-group',
        installationId: 3,
        repository: { id: 10, nodeId: 'R_"\\u0000é🦀', name: "o'hara/--;drop table" },
        headOid: 'f'.repeat(40),
      };
      await queue.enqueue(job);
      await queue.idle();
      expect(seen).toEqual([job]);
    });

    test('fifty looks asked for at once are one, or two when one is running', async () => {
      const [started, finish] = [gate(), gate()];
      let runs = 0;
      run = async () => {
        runs += 1;
        started.open();
        await finish.opened;
      };
      await queue.enqueue(look(20));
      await started.opened;
      await Promise.all(Array.from({ length: 50 }, () => queue.enqueue(look(20))));
      finish.open();
      await queue.idle();
      expect(runs).toBe(2);
    });

    test('a look asked for during a run is taken after it, not beside it', async () => {
      const events: string[] = [];
      run = async () => {
        const number = events.filter(event => event.startsWith('start')).length + 1;
        events.push(`start ${number}`);
        if (number === 1) await queue.enqueue(look(30));
        events.push(`end ${number}`);
      };
      await queue.enqueue(look(30));
      await queue.idle();
      expect(events).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
    });

    testPlaces({
      queue: () => queue,
      whenRun: handler => {
        run = handler;
      },
    });

    test('a failure is tried again', async () => {
      let runs = 0;
      run = async () => {
        runs += 1;
        if (runs === 1) throw new Error('GitHub says 502');
      };
      await queue.enqueue(look(50));
      await queue.idle();
      expect(runs).toBe(2);
      expect(logged).toEqual([expect.stringContaining('an attempt failed')]);
    });

    test('after the last failure the last word is said, and said again when that fails', async () => {
      let runs = 0;
      const words: unknown[] = [];
      run = async () => {
        runs += 1;
        throw new Error(`failure ${runs}`);
      };
      gaveUp = async (_job, error) => {
        words.push(error);
        if (words.length === 1) throw new Error('not now');
      };
      await queue.enqueue(look(60));
      await queue.idle();
      expect(runs).toBe(2);
      expect(words).toHaveLength(2);
      expect(words[0]).toMatchObject({ message: 'failure 2' });
      // The second time it is what the store kept of the failure before, which was that of the last word.
      expect(words[1]).toMatchObject({ message: 'not now' });
    });

    test('a handler may say when to come back, as often as it likes', async () => {
      const runs: number[] = [];
      run = async () => {
        runs.push(Date.now());
        if (runs.length <= 2) throw new RetryLater(1);
      };
      await queue.enqueue(look(70));
      await queue.idle();
      expect(runs).toHaveLength(3);
      const pauses = runs.slice(1).map((time, index) => time - (runs[index] ?? 0));
      for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(990);
    });

    test('a retry that waits does not hold a new look back, and is covered by it', async () => {
      const again = gate();
      let runs = 0;
      run = async () => {
        runs += 1;
        if (runs === 1) throw new RetryLater(3600);
        again.open();
      };
      await queue.enqueue(look(80));
      await expect.poll(() => logged.length).toBe(1);
      await queue.enqueue(look(80));
      await again.opened;
      await queue.idle();
      expect(runs).toBe(2);
    });

    test('a new look that fails beside a waiting retry is not lost', async () => {
      let runs = 0;
      run = async () => {
        runs += 1;
        if (runs === 1) throw new RetryLater(3600);
        if (runs === 2) throw new Error('again');
      };
      await queue.enqueue(look(90));
      await expect.poll(() => logged.length).toBe(1);
      await queue.enqueue(look(90));
      await queue.idle();
      expect(runs).toBe(3);
    });

    test('a dropped job is done, with one line in the log', async () => {
      let runs = 0;
      run = async () => {
        runs += 1;
        throw new JobDropped('the repository is archived');
      };
      await queue.enqueue(look(100));
      await queue.idle();
      expect(runs).toBe(1);
      expect(logged).toEqual([expect.stringMatching(/^dropped: the repository is archived .*octo\/r100/)]);
    });

    const circular: Record<string, unknown> = { name: 'Circular' };
    circular.cause = circular;
    const throwing = new Proxy(
      {},
      {
        get() {
          throw new Error('a getter that throws');
        },
      },
    );
    test('a handler that throws something odd fails like any other: tried again, and then the last word', async () => {
      const odd: [unknown, object][] = [
        [undefined, { message: 'undefined' }],
        ['text', { message: 'text' }],
        [new Error('a\0b'), { message: 'a\uFFFDb' }],
        [new Error('a\ud83d'), { message: 'a\uFFFD' }],
        [circular, { name: 'Circular' }],
        [throwing, {}],
        [new Error('x'.repeat(1_000_000)), { message: 'x'.repeat(1_000) }],
      ];
      const runs = new Map<number, number>();
      const words = new Map<number, unknown[]>();
      const thrownBy = (job: Job) => odd[numberOf(job)]?.[0];
      run = async job => {
        runs.set(numberOf(job), (runs.get(numberOf(job)) ?? 0) + 1);
        throw thrownBy(job);
      };
      gaveUp = async (job, error) => {
        const said = words.get(numberOf(job)) ?? [];
        words.set(numberOf(job), [...said, error]);
        if (said.length === 0) throw thrownBy(job);
      };
      await Promise.all(odd.map((_, place) => queue.enqueue(look(110, place))));
      await queue.idle();
      for (const [place, [, kept]] of odd.entries()) {
        expect(runs.get(place)).toBe(2);
        expect(words.get(place)).toMatchObject([kept, kept]);
      }
    });
  });
}

function numberOf(job: Job): number {
  return job.kind === 'pull-request' ? job.number : -1;
}
