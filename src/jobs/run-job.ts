import type { Logger } from 'pino';
import { type FailureRecord, failureRecord } from './failure-record.ts';
import { aboutJob, type Job } from './job.ts';
import { JobDropped, RetryLater } from './outcome.ts';
import type { Priority } from './priority.ts';

/** How often the process has ended while it looked at nothing else, and which head was refused for it already. */
export type Refusal = { times: number; head: string | null };

export type JobHandlers = {
  /** Takes the look. A rejection is tried again, except `RetryLater` and `JobDropped`. The signal says: stop, too late. */
  run(job: Job, signal: AbortSignal, priority: Priority): Promise<void>;
  /** The last word after the last attempt, with what is known of its failure; tried again when it fails. */
  gaveUp(job: Job, failure: FailureRecord, signal: AbortSignal): Promise<void>;
  /**
   * Tells whoever waits that this is not looked at, because the process ends of it. Returns the head that is refused, or null when
   * it is another than before: then it is looked at once more. Where nobody is told, it is refused all the same.
   */
  refuse?(job: Job, refusal: Refusal, signal: AbortSignal): Promise<string | null>;
};

export type Attempt = {
  job: Job;
  priority: Priority;
  /** How often the job may still be tried after this attempt; negative: only the last word is left. */
  retriesLeft: number;
  /** What the attempt before failed with. */
  lastFailure: FailureRecord | null;
  signal: AbortSignal;
};

export type Outcome =
  | { kind: 'done' }
  /** No attempt is used up. */
  | { kind: 'later'; at: Date }
  | { kind: 'failed'; failure: FailureRecord }
  /** The last word is said, and the failure is kept. */
  | { kind: 'dead'; failure: FailureRecord }
  | { kind: 'refused'; head: string; failure: FailureRecord }
  /** The time is over, or the queue stops. */
  | { kind: 'cut-off'; failure: FailureRecord };

type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Makes one attempt; whatever is thrown becomes a bounded record. */
export async function runJob(handlers: JobHandlers, attempt: Attempt, log: Log): Promise<Outcome> {
  const { job, retriesLeft, signal, priority } = attempt;
  let lastFailure = attempt.lastFailure;
  if (retriesLeft >= 0) {
    const outcome = await outcomeOf(job, signal, retriesLeft, log, async () => {
      await handlers.run(job, signal, priority);
      return { kind: 'done' };
    });
    if (outcome.kind !== 'failed' || retriesLeft > 0) return outcome;
    lastFailure = outcome.failure;
  }
  const failure = lastFailure ?? failureRecord('nothing is known of why it failed');
  log.error({ ...aboutJob(job), err: failure }, 'giving up: the job failed again and again');
  return outcomeOf(job, signal, retriesLeft, log, async () => {
    await handlers.gaveUp(job, failure, signal);
    return { kind: 'dead', failure };
  });
}

/** Refuses to look at what the process ends of; null when it is something else by now. */
export async function refuseJob(
  handlers: JobHandlers,
  { job, refusal, signal }: { job: Job; refusal: Refusal; signal: AbortSignal },
  log: Log,
): Promise<Outcome | null> {
  const message = `not looked at: the process ended ${refusal.times} times while it looked at this alone`;
  return outcomeOf<Outcome | null>(job, signal, 1, log, async () => {
    const head = handlers.refuse ? await handlers.refuse(job, refusal, signal) : '';
    if (head === null) return null;
    log.error(aboutJob(job), message);
    return { kind: 'refused', head, failure: { name: 'Refused', message } };
  });
}

/** Turns what is thrown into an outcome, and says so in one line. */
async function outcomeOf<Of extends Outcome | null>(
  job: Job,
  signal: AbortSignal,
  retriesLeft: number,
  log: Log,
  work: () => Promise<Of>,
): Promise<Of | Outcome> {
  const about = aboutJob(job);
  try {
    return await unlessAborted(work, signal);
  } catch (error) {
    if (error instanceof JobDropped) {
      log.info(about, `dropped: ${failureRecord(error).message}`);
      return { kind: 'done' };
    }
    if (error instanceof RetryLater) {
      log.info(about, error.message);
      return { kind: 'later', at: error.at };
    }
    const failure = failureRecord(error);
    const seen = { ...about, err: failure, retriesLeft: Math.max(retriesLeft, 0) };
    if (signal.aborted) {
      log.warn(seen, 'an attempt took too long, or the queue stops');
      return { kind: 'cut-off', failure };
    }
    // The last failure is told with the last word.
    if (retriesLeft !== 0) log.warn(seen, 'an attempt failed');
    return { kind: 'failed', failure };
  }
}

/** Waits for the work or the signal: a handler that does not listen to its signal must not keep its place in the queue for ever. */
async function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([aborted, (async () => work())()]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
