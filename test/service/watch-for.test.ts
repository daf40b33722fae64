import { expect, test } from 'vitest';
import { watchFor } from '../../src/service/watch-for.ts';

const limits = { maxBusy: 10, maxSilent: 60, maxStopping: 8 };
const isStopping = false;

/** Returns how many ticks of a second it took until the process had to end, and why. */
function ticks(
  sight: (tick: number) => { beats: number; isStopping: boolean; busySeconds: number | null },
  most = 200,
) {
  const watch = watchFor(limits, 1);
  for (let tick = 0; tick <= most; tick += 1) {
    const reason = watch(sight(tick));
    if (reason !== null) return { tick, reason };
  }
  return null;
}

test('who turns is left alone, however busy', () => {
  expect(ticks(tick => ({ beats: tick, isStopping, busySeconds: tick }))).toBeNull();
});

test('an endless loop is ended after ten seconds of work', () => {
  expect(ticks(tick => ({ beats: 5, isStopping, busySeconds: 100 + tick }))).toEqual({
    tick: 10,
    reason: expect.stringContaining('nothing else for 10 seconds of work'),
  });
});

test('on a machine that gives it little, the same loop has more time', () => {
  expect(ticks(tick => ({ beats: 5, isStopping, busySeconds: tick / 4 }))?.tick).toBe(40);
});

test('who waits for a disk has a minute, also where the system does not tell of processor time', () => {
  for (const busySeconds of [3, null]) {
    expect(ticks(() => ({ beats: 5, isStopping, busySeconds }))).toEqual({
      tick: 60,
      reason: expect.stringContaining('has not moved for 60 seconds'),
    });
  }
});

test('a turn in between starts the time again', () => {
  expect(ticks(tick => ({ beats: Math.floor(tick / 9), isStopping, busySeconds: tick }))).toBeNull();
});

test('who was asked to stop has eight seconds, though it turns', () => {
  expect(ticks(tick => ({ beats: tick, isStopping: tick > 20, busySeconds: tick }))).toEqual({
    tick: 28,
    reason: expect.stringContaining('did not stop within 8 seconds'),
  });
});
