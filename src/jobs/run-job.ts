import type { Logger } from 'pino';
import { aboutJob, type Job } from './job.ts';
import { JobDropped, RetryLater } from './outcome.ts';

export type JobHandlers = {
  /** Takes the look. A rejection is tried again, except `RetryLater` and `JobDropped`. The signal says: stop, too late. */
  run(job: Job, signal: AbortSignal): Promise<void>;
  /** The last word after the last attempt, with its error or what the store kept of it; tried again when it fails. */
  gaveUp(job: Job, error: unknown, signal: AbortSignal): Promise<void>;
};

export type Attempt = {
  job: Job;
  /** How often the job may still be tried after this attempt; negative: only the last word is left. */
  retriesLeft: number;
  /** What the attempt before failed with. */
  lastError: unknown;
  signal: AbortSignal;
};

/** Makes one attempt. Resolves to when to come back, or to null when the job is done; rejects when it failed. */
export async function runJob(
  handlers: JobHandlers,
  attempt: Attempt,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
): Promise<Date | null> {
  const { job, retriesLeft, signal } = attempt;
  const about = aboutJob(job);
  let lastError = attempt.lastError;
  try {
    if (retriesLeft >= 0) {
      try {
        await unlessAborted(() => handlers.run(job, signal), signal);
        return null;
      } catch (error) {
        const isLast = retriesLeft === 0 && !signal.aborted;
        if (!isLast || error instanceof RetryLater || error instanceof JobDropped) throw error;
        lastError = error;
      }
    }
    log.error({ ...about, err: lastError }, 'giving up: the job failed again and again');
    await unlessAborted(() => handlers.gaveUp(job, lastError, signal), signal);
    return null;
  } catch (error) {
    if (error instanceof JobDropped) {
      log.info(about, `dropped: ${error.message}`);
      return null;
    }
    if (error instanceof RetryLater) {
      log.info(about, error.message);
      return error.at;
    }
    const what = signal.aborted ? 'an attempt took too long, or the queue stops' : 'an attempt failed';
    log.warn({ ...about, err: error, retriesLeft: Math.max(retriesLeft, 0) }, what);
    throw error;
  }
}

/** Waits for the work or the signal: a handler that does not listen to its signal must not keep its place in the queue for ever. */
async function unlessAborted(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  await Promise.race([aborted, (async () => work())()]);
}
