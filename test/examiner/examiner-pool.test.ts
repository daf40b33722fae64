import { afterEach, expect, test, vi } from 'vitest';
import { examinerPool } from '../../src/examiner/examiner-pool.ts';
import type { Examiner } from '../../src/examiner/open-examiner.ts';

afterEach(() => vi.useRealTimers());

/** A pool of examiners that do nothing, and which of them have been closed. */
function pool() {
  const opened: { isClosed: boolean }[] = [];
  const open = (): Examiner => {
    const one = { isClosed: false };
    opened.push(one);
    return {
      examine: () => new Promise(() => undefined),
      parse: async () => [],
      start: async () => undefined,
      shrink: () => undefined,
      close: () => {
        one.isClosed = true;
      },
    };
  };
  return { ...examinerPool(open), opened };
}

test('an examination ends with the job that asked for it, and its examiner is used by nobody else', async () => {
  const { use, opened } = pool();
  const aborting = new AbortController();
  const work = use(async () => {
    aborting.abort(new Error('too late'));
    throw aborting.signal.reason;
  }, aborting.signal);
  await expect(work).rejects.toThrow('too late');
  expect(opened).toEqual([{ isClosed: true }]);
  await use(async () => undefined);
  expect(opened).toEqual([{ isClosed: true }, { isClosed: false }]);
});

test('a signal that aborts afterwards ends nothing that others use', async () => {
  const { use, opened } = pool();
  const aborting = new AbortController();
  await use(async () => undefined, aborting.signal);
  aborting.abort();
  expect(opened).toEqual([{ isClosed: false }]);
});

test('an examiner that nobody uses for a minute ends, and one that is used again does not', async () => {
  vi.useFakeTimers();
  const { use, opened } = pool();
  await use(async () => undefined);
  vi.advanceTimersByTime(59_000);
  await use(async () => undefined);
  vi.advanceTimersByTime(59_000);
  expect(opened).toEqual([{ isClosed: false }]);
  vi.advanceTimersByTime(1_000);
  expect(opened).toEqual([{ isClosed: true }]);
  await use(async () => undefined);
  expect(opened).toHaveLength(2);
});
