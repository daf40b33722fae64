import type { Logger } from 'pino';
import type { ReadingContext } from '../planning/context.ts';
import type { Job } from './job.ts';

/** What every job works with; `github` is a client for the job's installation. */
export type JobContext = ReadingContext & {
  enqueue(job: Job): Promise<void>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
};
