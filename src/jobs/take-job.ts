import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { type FailureRecord, failureRecord, storedRecord } from './failure-record.ts';
import type { Gate } from './gate.ts';
import { aboutJob, type Job, jobKey } from './job.ts';
import type { JobRecord, JobRecords } from './job-records.ts';
import { lastWordRetries, type RetrySettings } from './open-boss.ts';
import type { Running } from './pg-boss-table.ts';
import { priorityOf } from './priority.ts';
import { type JobHandlers, type Outcome, refuseJob, runJob } from './run-job.ts';
import type { Turnstile } from './turnstile.ts';
import { dropWaitingRetries } from './waiting-retries.ts';

/** What every attempt of this process shares. */
export type Workplace = {
  boss: PgBoss;
  /** Lets a job wait until then, with what is to be remembered of the attempt; pg-boss finds nothing to complete when that returns. */
  putBack(row: Running, at: Date, output: object): Promise<void>;
  records: JobRecords;
  gate: Gate;
  turnstile: Turnstile;
  /** So many jobs of one installation at a time, so that some place is left to the others. */
  maxOfInstallation: number;
  settings: RetrySettings;
  /** The queue stops. */
  stopping: AbortSignal;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
};

/** After so many ends of the process that nothing else can be blamed for, a job is refused; and so long it is then not tried again. */
const maxEndingsAlone = 3;
const refusedMs = 24 * 60 * 60 * 1000;
/** Seconds that it is put aside after the first of them, for those who wait behind it; doubled after each further one. */
const pauseSeconds = 5;
/** Seconds until a job comes back that found its installation at work in all places it may have. */
const crowdedSeconds = 2;

/** Makes the function that works off what pg-boss hands out. It settles every job itself: pg-boss keeps what is left running. */
export function jobTaker(
  place: Workplace,
  handlers: JobHandlers,
): (row: JobWithMetadata<Job>) => Promise<void> {
  const atWork = new Map<number, number>();

  return async row => {
    const { installationId } = row.data;
    const count = atWork.get(installationId) ?? 0;
    atWork.set(installationId, count + 1);
    try {
      const priority = await dropWaitingRetries(place.boss, jobKey(row.data), row.priority);
      const job = { ...row, priority };
      // pg-boss counts before it takes, so several that take at once may be more than it allows.
      if (count >= place.maxOfInstallation) return await putBack(place, job, secondsFromNow(crowdedSeconds));
      await attempt(place, handlers, job);
    } catch (error) {
      // The store fails, and pg-boss may store what is thrown once it answers again.
      const { message, name } = failureRecord(error);
      throw new Error(`${name}: ${message}`);
    } finally {
      const left = (atWork.get(installationId) ?? 1) - 1;
      if (left === 0) atWork.delete(installationId);
      else atWork.set(installationId, left);
    }
  };
}

async function attempt(place: Workplace, handlers: JobHandlers, row: JobWithMetadata<Job>): Promise<void> {
  const { gate, turnstile, records, log, settings } = place;
  const job = row.data;
  const priority = priorityOf(row.priority);
  const gated = await gate.admit(job.installationId, priority);
  if (gated !== null) {
    log.info(aboutJob(job), gated.message);
    return putBack(place, row, gated.at);
  }
  const signal = AbortSignal.any([row.signal, place.stopping]);
  let leave = await turnstile.enter('shared', signal).catch(() => null);
  if (leave === null) return putBack(place, row, new Date());
  try {
    let record = await records.begin(jobKey(job), row.id);
    if (isToPause(record)) return await pause(place, row, record);
    if (record.endings > 0) {
      leave();
      leave = await turnstile.enter('alone', signal).catch(() => null);
      if (leave === null) return await settle(place, row, record, stopped);
      await records.runsAlone(record.key);
    }
    const refusal = refusalOf(record);
    if (refusal !== null) {
      const refused = await refuseJob(handlers, { job, refusal, signal }, log);
      if (refused !== null) return await settle(place, row, record, refused);
      record = await records.startOver(record);
    }
    const lastFailure = storedRecord(row.output);
    const retriesLeft = settings.retryLimit - record.failures;
    const outcome = await runJob(handlers, { job, priority, retriesLeft, lastFailure, signal }, log);
    await settle(place, row, record, outcome);
  } finally {
    leave?.();
  }
}

const stopped: Outcome = { kind: 'cut-off', failure: failureRecord('the queue stops') };

/** A job is refused when the process has ended of it again and again, and again when that is not long ago. */
function refusalOf(record: JobRecord): { times: number; head: string | null } | null {
  const { endingsAlone: times, refusedAfter, refusedUntil, refusedHead: head } = record;
  if (times < maxEndingsAlone) return null;
  return times > refusedAfter || refusedUntil > Date.now() ? { times, head } : null;
}

/** The process has ended while it ran this alone: those behind it come first now. What is to be refused need not wait. */
function isToPause({ endingsAlone, pausedAfter }: JobRecord): boolean {
  return endingsAlone > pausedAfter && endingsAlone < maxEndingsAlone;
}

async function pause(place: Workplace, row: JobWithMetadata<Job>, record: JobRecord): Promise<void> {
  const { endingsAlone } = record;
  place.log.warn({ ...aboutJob(row.data), endingsAlone }, 'the process ended while it worked on this alone');
  await place.records.end({ ...record, pausedAfter: endingsAlone });
  await putBack(place, row, secondsFromNow(pauseSeconds * 2 ** (endingsAlone - 1)));
}

async function settle(
  place: Workplace,
  row: JobWithMetadata<Job>,
  record: JobRecord,
  outcome: Outcome,
): Promise<void> {
  const { records } = place;
  switch (outcome.kind) {
    case 'done':
      await records.forget(record.key);
      return;
    case 'later':
      await records.end(record);
      return putBack(place, row, outcome.at);
    case 'cut-off':
      // What did not fail by itself is tried again at the next start as if it had not been begun.
      if (place.stopping.aborted) {
        await records.end(record);
        return putBack(place, row, new Date());
      }
      return fail(place, row, record, outcome.failure);
    case 'failed':
      return fail(place, row, record, outcome.failure);
    case 'dead':
      await records.bury(record, row.data, outcome.failure);
      return;
    case 'refused': {
      const { head, failure } = outcome;
      const refused = {
        refusedAfter: record.endingsAlone,
        refusedHead: head,
        refusedUntil: Date.now() + refusedMs,
      };
      await records.bury({ ...record, ...refused }, row.data, failure);
    }
  }
}

/** Counts a failure; after the last word has failed as often as it may, the job is dead without it. */
async function fail(
  place: Workplace,
  row: JobWithMetadata<Job>,
  record: JobRecord,
  failure: FailureRecord,
): Promise<void> {
  const { retryLimit, retryDelaySeconds, retryDelayMaxSeconds } = place.settings;
  const failures = record.failures + 1;
  if (failures > retryLimit + lastWordRetries) return place.records.bury(record, row.data, failure);
  await place.records.end({ ...record, failures });
  const seconds = Math.min(retryDelayMaxSeconds, retryDelaySeconds * 2 ** (failures - 1));
  // Those that failed of one cause do not all come back in one instant.
  await putBack(place, row, secondsFromNow(seconds * (0.5 + Math.random() / 2)), failure);
}

function putBack(
  place: Workplace,
  row: JobWithMetadata<Job>,
  at: Date,
  failure: FailureRecord = storedRecord(row.output) ?? { name: 'Later', message: 'to be tried again later' },
): Promise<void> {
  return place.putBack(row, at, failure);
}

function secondsFromNow(seconds: number): Date {
  return new Date(Date.now() + seconds * 1_000);
}
