import type { Logger } from 'pino';
import type { PlanningContext } from '../planning/context.ts';
import type { AuthorTurns } from './author-turns.ts';
import type { Job } from './job.ts';
import type { Priority } from './priority.ts';
import type { SeenStates } from './seen-states.ts';

/** What every job works with; `github` is a client for the job's installation. */
export type JobContext = PlanningContext & {
  /** Asks for another look, as urgent as this job is or as said. */
  enqueue(job: Job, priority?: Priority): Promise<void>;
  turns: AuthorTurns;
  /** What sweeps have seen already. */
  seen: SeenStates;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
};
