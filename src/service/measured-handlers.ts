import { JobDropped, RetryLater } from '../jobs/outcome.ts';
import type { JobHandlers } from '../jobs/run-job.ts';
import type { Metrics } from './metrics.ts';

/** Counts attempts at jobs by how they ended, and how long they took. */
export function measuredHandlers(handlers: JobHandlers, { lookEnded }: Metrics): JobHandlers {
  async function measured<Result>(kind: string, done: string, work: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    const ended = (outcome: string) => lookEnded(kind, outcome, (performance.now() - began) / 1000);
    try {
      const result = await work();
      ended(done);
      return result;
    } catch (error) {
      ended(error instanceof RetryLater ? 'later' : error instanceof JobDropped ? 'dropped' : 'failed');
      throw error;
    }
  }

  const { refuse } = handlers;
  return {
    run: (job, signal, priority) => measured(job.kind, 'done', () => handlers.run(job, signal, priority)),
    gaveUp: (job, failure, signal) =>
      measured(job.kind, 'gave-up', () => handlers.gaveUp(job, failure, signal)),
    ...(refuse && {
      refuse: (job, refusal, signal) => measured(job.kind, 'refused', () => refuse(job, refusal, signal)),
    }),
  };
}
