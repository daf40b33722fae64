import { AsyncLocalStorage } from 'node:async_hooks';
import type { Random } from '../../scripts/differential/random.ts';

/** Time that passes only when it is told to; milliseconds as `Date.now` gives them. */
export type Clock = {
  now(): number;
  advance(milliseconds: number): void;
  /** Does something at a time, when it has come; until then it can be called off. */
  at(time: number, run: () => void): { callOff(): void };
  /** When the next thing is due; null when nothing is. */
  next(): number | null;
  /** Does what is due by now, in the order of its times. */
  runDue(): void;
};

const beginning = Date.UTC(2026, 0, 5, 8);

export function virtualClock(): Clock {
  let now = beginning;
  let timers: { time: number; run: () => void }[] = [];
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    at(time, run) {
      const timer = { time, run };
      timers.push(timer);
      return {
        callOff() {
          timers = timers.filter(other => other !== timer);
        },
      };
    },
    next: () => (timers.length === 0 ? null : Math.min(...timers.map(({ time }) => time))),
    runDue() {
      const due = timers.filter(({ time }) => time <= now).sort((one, other) => one.time - other.time);
      timers = timers.filter(({ time }) => time > now);
      for (const { run } of due) run();
    },
  };
}

/** What runs in a simulation, wherever its code goes. */
const inside = new AsyncLocalStorage<true>();

/**
 * Lets `Date.now` tell this clock's time, `setTimeout` wait for it, and `Math.random` draw from this source while something is done, for
 * what that does, and for nothing that happens to run in the same process: a test runner draws its ids when it likes, and the seed would
 * be another run.
 */
export async function withClock<Result>(
  clock: Clock,
  random: Random,
  work: () => Promise<Result>,
): Promise<Result> {
  const real = { now: Date.now, random: Math.random, setTimeout: globalThis.setTimeout };
  const wait = (run: () => void, milliseconds = 0): unknown =>
    inside.getStore()
      ? clock.at(clock.now() + milliseconds, run)
      : real.setTimeout.call(globalThis, run, milliseconds);
  globalThis.setTimeout = Object.assign(wait, real.setTimeout) as typeof setTimeout;
  Date.now = () => (inside.getStore() ? clock.now() : real.now());
  Math.random = () => (inside.getStore() ? random.below(1_000_000) / 1_000_000 : real.random());
  try {
    return await inside.run(true, work);
  } finally {
    Date.now = real.now;
    Math.random = real.random;
    globalThis.setTimeout = real.setTimeout;
  }
}
