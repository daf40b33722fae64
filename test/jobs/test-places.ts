import { expect, test } from 'vitest';
import type { Job } from '../../src/jobs/job.ts';
import type { Queue } from '../../src/jobs/queue.ts';
import { gate, look } from './look.ts';

export type QueueUnderTest = {
  queue(): Queue;
  /** Says what is done with a job from now on. */
  whenRun(handler: (job: Job) => Promise<void>): void;
};

/** What a queue with four places promises of who gets them. */
export function testPlaces({ queue, whenRun }: QueueUnderTest): void {
  test('four keys run at once and no fifth', async () => {
    const [four, finish] = [gate(), gate()];
    let [running, most] = [0, 0];
    whenRun(async () => {
      running += 1;
      most = Math.max(most, running);
      if (running === 4) four.open();
      await finish.opened;
      running -= 1;
    });
    // Of two installations, because one has never all places.
    await Promise.all([1, 2, 3, 4, 5, 6].map(number => queue().enqueue(look(40, number, 7 + (number % 2)))));
    await four.opened;
    finish.open();
    await queue().idle();
    expect(most).toBe(4);
  });

  test('an installation that fills its places leaves one to the others', async () => {
    const [three, finish] = [gate(), gate()];
    const of = new Map([
      [71, 0],
      [72, 0],
    ]);
    let most = 0;
    let ofOther: number | null = null;
    whenRun(async job => {
      const { installationId } = job;
      of.set(installationId, (of.get(installationId) ?? 0) + 1);
      most = Math.max(most, of.get(71) ?? 0);
      if (installationId === 72) {
        ofOther = of.get(71) ?? null;
        return finish.open();
      }
      if (of.get(71) === 3) three.open();
      await finish.opened;
      of.set(installationId, (of.get(installationId) ?? 0) - 1);
    });
    await Promise.all(Array.from({ length: 40 }, (_, number) => queue().enqueue(look(42, number + 1, 71))));
    await three.opened;
    await queue().enqueue(look(43, 1, 72));
    // It ends only if the other's look runs while the first's are held.
    await queue().idle();
    expect([most, ofOther]).toEqual([3, 3]);
  });

  /** Holds every place, so that what is asked for now waits; `order` is what then ran in the one that is let go. */
  async function holdAll(): Promise<{ order: number[]; runAll(count: number): Promise<void> }> {
    const [held, first, others] = [gate(), gate(), gate()];
    const order: number[] = [];
    let running = 0;
    whenRun(async job => {
      if (job.kind !== 'pull-request') return;
      if (job.number <= 1000) return void order.push(job.number);
      running += 1;
      if (running === 4) held.open();
      await (job.number === 1001 ? first : others).opened;
    });
    for (const place of [1, 2, 3, 4]) await queue().enqueue(look(45, 1000 + place, 7000 + place));
    await held.opened;
    return {
      order,
      async runAll(count) {
        first.open();
        await expect.poll(() => order.length).toBe(count);
        others.open();
        await queue().idle();
      },
    };
  }

  test('what somebody waits for goes before what a sweep looks at', async () => {
    const { order, runAll } = await holdAll();
    await queue().enqueue(look(46, 1), 'sweep');
    await queue().enqueue(look(46, 2), 'sweep');
    await queue().enqueue(look(46, 3));
    await runAll(3);
    expect(order).toEqual([3, 1, 2]);
  });

  test('a look that waits for a sweep goes forward when somebody asks for it, and not back again', async () => {
    const { order, runAll } = await holdAll();
    for (const number of [1, 2, 3, 4, 5]) await queue().enqueue(look(47, number), 'sweep');
    await queue().enqueue(look(47, 5));
    await queue().enqueue(look(47, 5), 'sweep');
    await runAll(5);
    expect(order).toEqual([5, 1, 2, 3, 4]);
  });

  test('counts what waits and runs, by kind', async () => {
    const { runAll } = await holdAll();
    await queue().enqueue(look(48, 1));
    await queue().enqueue({ ...look(48), kind: 'index' }, 'sweep');
    const counts = await queue().stats();
    expect(counts.map(({ kind, state, count }) => `${count} ${kind} ${state}`).toSorted()).toEqual([
      '1 index waiting',
      '1 pull-request waiting',
      '4 pull-request running',
    ]);
    for (const { oldestSeconds, overdueSeconds } of counts) {
      expect(oldestSeconds).toBeGreaterThanOrEqual(0);
      expect(overdueSeconds).toBeLessThanOrEqual(oldestSeconds + 1);
    }
    await runAll(1);
    expect(await queue().stats()).toEqual([]);
  });
}
