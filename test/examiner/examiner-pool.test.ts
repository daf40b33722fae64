import { afterEach, expect, test, vi } from 'vitest';
import { examinerPool } from '../../src/examiner/examiner-pool.ts';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import { policy } from './examine-all.ts';

afterEach(() => vi.useRealTimers());

/** A pool of examiners that answer when they are told to, and which of them have been closed. */
function pool(maxInUse = 2) {
  const opened: { isClosed: boolean }[] = [];
  const asked: { answer(): void }[] = [];
  const open = (): Examiner => {
    const one = { isClosed: false };
    opened.push(one);
    return {
      examine: () => {
        const { promise, resolve, reject } = Promise.withResolvers<never[]>();
        asked.push({ answer: () => (one.isClosed ? reject(new Error('closed')) : resolve([])) });
        return promise;
      },
      parse: async () => [],
      start: async () => undefined,
      shrink: () => undefined,
      close: () => {
        one.isClosed = true;
      },
    };
  };
  const { lend, start } = examinerPool(open, maxInUse);
  const underWay = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count));
  const look = (signal?: AbortSignal) => {
    const examiner = lend(signal);
    return () => examiner.examine([], policy);
  };
  return { look, start, opened, asked, underWay };
}

test('an examination ends with the job that asked for it, and its examiner is used by nobody else', async () => {
  const { look, start, opened, asked, underWay } = pool();
  const aborting = new AbortController();
  const work = look(aborting.signal)();
  await underWay(1);
  aborting.abort(new Error('too late'));
  asked[0]?.answer();
  await expect(work).rejects.toThrow('closed');
  expect(opened).toEqual([{ isClosed: true }]);
  await start();
  expect(opened).toEqual([{ isClosed: true }, { isClosed: false }]);
});

test('a signal that aborts afterwards ends nothing that others use', async () => {
  const { look, opened, asked, underWay } = pool();
  const aborting = new AbortController();
  const work = look(aborting.signal)();
  await underWay(1);
  asked[0]?.answer();
  await work;
  aborting.abort();
  expect(opened).toEqual([{ isClosed: false }]);
});

test('only so many looks examine at once, those that do not hold nobody up, and who waits in vain is not examined', async () => {
  const { look, opened, asked, underWay } = pool();
  const aborting = new AbortController();
  look();
  const [first, second] = [look()(), look()()];
  const third = look(aborting.signal)();
  const fourth = look()();
  await underWay(2);
  aborting.abort(new Error('too late'));
  asked[0]?.answer();
  await first;
  await expect(third).rejects.toThrow('too late');
  await underWay(3);
  for (const { answer } of asked) answer();
  await Promise.all([second, fourth]);
  expect(opened).toHaveLength(2);
});

test('what one look has to examine takes one place, however much it is', async () => {
  const { look, opened, asked, underWay } = pool();
  const examine = look();
  const all = [examine(), examine(), examine()];
  for (let count = 1; count <= all.length; count += 1) {
    await underWay(count);
    asked[count - 1]?.answer();
  }
  await Promise.all(all);
  expect(opened).toHaveLength(1);
});

test('whoever asks whether examiners start, while one examines, starts none', async () => {
  const { look, start, opened, asked, underWay } = pool(1);
  const work = look()();
  await underWay(1);
  await start();
  expect(opened).toHaveLength(1);
  asked[0]?.answer();
  await work;
});

test('an examiner that nobody uses for a minute ends, and one that is used again does not', async () => {
  vi.useFakeTimers();
  const { start, opened } = pool();
  await start();
  vi.advanceTimersByTime(59_000);
  await start();
  vi.advanceTimersByTime(59_000);
  expect(opened).toEqual([{ isClosed: false }]);
  vi.advanceTimersByTime(1_000);
  expect(opened).toEqual([{ isClosed: true }]);
  await start();
  expect(opened).toHaveLength(2);
});
