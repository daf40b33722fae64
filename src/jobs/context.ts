import type { Logger } from 'pino';
import type { GitHub } from '../github/client.ts';
import type { AppIdentity } from '../github/read-snapshot.ts';
import type { Parser } from '../parsing/open-parser.ts';
import type { Job } from './job.ts';
import type { PolicyCache } from './load-policy.ts';

/** What every job works with. */
export type JobContext = {
  /** A client for the job's installation. */
  github: GitHub;
  identity: AppIdentity;
  parser: Parser;
  policies: PolicyCache;
  enqueue(job: Job): Promise<void>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Of this release, named in the comment. */
  version: string;
};
