import type { Logger } from 'pino';
import { aboutJob, type Job } from './job.ts';

type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Makes the log of one look: each line says what it is about, how long the look has taken by then, and how many requests it has made. */
export function lookLog(log: Log, job: Job, requests: () => number): Log {
  const began = performance.now();
  const line = (level: keyof Log) => {
    const write = (about: object, message: string) => {
      const milliseconds = Math.round(performance.now() - began);
      log[level]({ ...aboutJob(job), ...about, milliseconds, requests: requests() }, message);
    };
    // Jobs log an object and a sentence, of all the forms that pino knows.
    return write as Logger['info'];
  };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
