import { beforeEach, expect, test } from 'vitest';
import { JobDropped, RetryLater } from '../../src/jobs/outcome.ts';
import { type Attempt, type JobHandlers, type Outcome, refuseJob, runJob } from '../../src/jobs/run-job.ts';
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

const log = { info: level('info'), warn: level('warn'), error: level('error') };

function attempt(handlers: Partial<JobHandlers>, more: Partial<Attempt> = {}): Promise<Outcome> {
  const nobody = async () => {
    throw new Error('this handler was not to be called');
  };
  return runJob(
    { run: nobody, gaveUp: nobody, ...handlers },
    { job: look(1), priority: 'fresh', retriesLeft: 1, lastFailure: null, signal: stopping.signal, ...more },
    log,
  );
}

const fail = async () => {
  throw new Error('GitHub says 502');
};

test('a job that succeeds says nothing', async () => {
  expect(await attempt({ run: async () => {} })).toEqual({ kind: 'done' });
  expect(lines).toEqual([]);
});

test('a failure with retries left is told', async () => {
  expect(await attempt({ run: fail })).toMatchObject({
    kind: 'failed',
    failure: { message: 'GitHub says 502' },
  });
  expect(lines).toEqual([['warn', 'an attempt failed']]);
});

test('the last failure leads to the last word at once', async () => {
  const words: unknown[] = [];
  const gaveUp = async (...[, failure]: unknown[]) => void words.push(failure);
  const outcome = await attempt({ run: fail, gaveUp }, { retriesLeft: 0 });
  expect(outcome).toMatchObject({ kind: 'dead', failure: { message: 'GitHub says 502' } });
  expect(words).toMatchObject([{ name: 'Error', message: 'GitHub says 502' }]);
  expect(lines).toEqual([['error', 'giving up: the job failed again and again']]);
});

test('when only the last word is left the job is not run again', async () => {
  const words: unknown[] = [];
  const gaveUp = async (...[, failure]: unknown[]) => void words.push(failure);
  const lastFailure = { name: 'Error', message: 'kept' };
  expect(await attempt({ gaveUp }, { retriesLeft: -1, lastFailure })).toEqual({
    kind: 'dead',
    failure: lastFailure,
  });
  expect(words).toEqual([lastFailure]);
});

test('the last word may come later, fail, or not be needed', async () => {
  const later = async () => {
    throw new RetryLater(30);
  };
  const dropped = async () => {
    throw new JobDropped('suspended');
  };
  expect(await attempt({ run: later }, { retriesLeft: 0 })).toMatchObject({
    kind: 'later',
    at: expect.any(Date),
  });
  expect(await attempt({ gaveUp: later }, { retriesLeft: -1 })).toMatchObject({ kind: 'later' });
  expect(await attempt({ gaveUp: fail }, { retriesLeft: -1 })).toMatchObject({ kind: 'failed' });
  expect(await attempt({ gaveUp: dropped }, { retriesLeft: -3 })).toEqual({ kind: 'done' });
});

test('a job whose time is over is cut off, and its last word is left to the next attempt', async () => {
  const run = (): Promise<void> => {
    stopping.abort(new Error('too long'));
    return new Promise(() => {});
  };
  const outcome = await attempt({ run }, { retriesLeft: 0 });
  expect(outcome).toMatchObject({ kind: 'cut-off', failure: { message: 'too long' } });
  expect(lines).toEqual([['warn', 'an attempt took too long, or the queue stops']]);
});

test('nothing is begun when the time is over already', async () => {
  stopping.abort(new Error('stopped'));
  expect(await attempt({})).toMatchObject({ kind: 'cut-off', failure: { message: 'stopped' } });
});

test('what is thrown before the first await, or after the time is over, does no harm', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  const throwing = () => {
    throw new Error('at once');
  };
  expect(await attempt({ run: throwing })).toMatchObject({ kind: 'failed', failure: { message: 'at once' } });
  const late = Promise.withResolvers<void>();
  const cutOff = attempt({ run: () => late.promise });
  stopping.abort(new Error('stopped'));
  expect(await cutOff).toMatchObject({ kind: 'cut-off' });
  late.reject(new Error('too late'));
  await new Promise(resolve => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('a refusal says which head is refused, or that it is another one; where nobody waits, it is refused all the same', async () => {
  const handlers = { run: fail, gaveUp: fail };
  const refusal = { times: 3, head: null };
  const refuse = (say: JobHandlers['refuse']) =>
    refuseJob(
      { ...handlers, ...(say && { refuse: say }) },
      { job: look(1), refusal, signal: stopping.signal },
      log,
    );
  expect(await refuse(async () => 'abc')).toMatchObject({ kind: 'refused', head: 'abc' });
  expect(await refuse(undefined)).toMatchObject({ kind: 'refused', head: '' });
  expect(lines).toEqual(
    Array(2).fill(['error', 'not looked at: the process ended 3 times while it looked at this alone']),
  );
  expect(await refuse(async () => null)).toBeNull();
  expect(await refuse(async () => fail().then(() => null))).toMatchObject({ kind: 'failed' });
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
