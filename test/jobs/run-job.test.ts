import { beforeEach, expect, test } from 'vitest';
import { JobDropped, RetryLater } from '../../src/jobs/outcome.ts';
import { type Attempt, type JobHandlers, runJob } from '../../src/jobs/run-job.ts';
import { look } from './look.ts';

let lines: [level: string, message: string][];
let stopping: AbortController;
beforeEach(() => {
  lines = [];
  stopping = new AbortController();
});

const level =
  (name: string) =>
  (...[, message]: unknown[]) =>
    void lines.push([name, String(message)]);

function attempt(handlers: Partial<JobHandlers>, more: Partial<Attempt> = {}): Promise<Date | null> {
  const nobody = async () => {
    throw new Error('this handler was not to be called');
  };
  return runJob(
    { run: nobody, gaveUp: nobody, ...handlers },
    { job: look(1), retriesLeft: 1, lastError: null, signal: stopping.signal, ...more },
    { info: level('info'), warn: level('warn'), error: level('error') },
  );
}

const fail = async () => {
  throw new Error('GitHub says 502');
};

test('a job that succeeds says nothing', async () => {
  expect(await attempt({ run: async () => {} })).toBeNull();
  expect(lines).toEqual([]);
});

test('a failure with retries left is passed on', async () => {
  await expect(attempt({ run: fail })).rejects.toThrow('GitHub says 502');
  expect(lines).toEqual([['warn', 'an attempt failed']]);
});

test('the last failure leads to the last word at once', async () => {
  const words: unknown[] = [];
  const gaveUp = async (...[, error]: unknown[]) => void words.push(error);
  expect(await attempt({ run: fail, gaveUp }, { retriesLeft: 0 })).toBeNull();
  expect(words).toEqual([new Error('GitHub says 502')]);
  expect(lines).toEqual([['error', 'giving up: the job failed again and again']]);
});

test('when only the last word is left the job is not run again', async () => {
  const words: unknown[] = [];
  const gaveUp = async (...[, error]: unknown[]) => void words.push(error);
  expect(await attempt({ gaveUp }, { retriesLeft: -1, lastError: { message: 'kept' } })).toBeNull();
  expect(words).toEqual([{ message: 'kept' }]);
});

test('the last word may come later, or not at all', async () => {
  const later = async () => {
    throw new RetryLater(30);
  };
  const dropped = async () => {
    throw new JobDropped('suspended');
  };
  expect(await attempt({ run: later }, { retriesLeft: 0 })).toBeInstanceOf(Date);
  expect(await attempt({ gaveUp: later }, { retriesLeft: -1 })).toBeInstanceOf(Date);
  expect(await attempt({ gaveUp: dropped }, { retriesLeft: -3 })).toBeNull();
});

test('a job whose time is over is cut off, and its last word is left to the next attempt', async () => {
  const run = (): Promise<void> => {
    stopping.abort(new Error('too long'));
    return new Promise(() => {});
  };
  await expect(attempt({ run }, { retriesLeft: 0 })).rejects.toThrow('too long');
  expect(lines).toEqual([['warn', 'an attempt took too long, or the queue stops']]);
});

test('nothing is begun when the time is over already', async () => {
  stopping.abort(new Error('stopped'));
  await expect(attempt({})).rejects.toThrow('stopped');
});

test('what is thrown before the first await, or after the time is over, does no harm', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  const throwing = () => {
    throw new Error('at once');
  };
  await expect(attempt({ run: throwing })).rejects.toThrow('at once');
  const late = Promise.withResolvers<void>();
  const cutOff = attempt({ run: () => late.promise });
  stopping.abort(new Error('stopped'));
  await expect(cutOff).rejects.toThrow('stopped');
  late.reject(new Error('too late'));
  await new Promise(resolve => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test.each([
  [0, 1],
  [-5, 1],
  [90, 90],
  [1e9, 3600],
  [Number.POSITIVE_INFINITY, 3600],
  [Number.NaN, 60],
])('a retry in %d seconds is one in %d', (given, expected) => {
  for (const when of [given, new Date(Date.now() + given * 1000)]) {
    // No date is that far away.
    if (typeof when !== 'number' && given === Number.POSITIVE_INFINITY) continue;
    const seconds = (new RetryLater(when).at.getTime() - Date.now()) / 1000;
    expect(Math.abs(seconds - expected)).toBeLessThan(5);
  }
});
