import { randomUUID } from 'node:crypto';
import type { JobInsert, PgBoss } from 'pg-boss';
import { type Job, jobKey } from './job.ts';
import { queueName } from './open-boss.ts';
import { numberOf, type Priority } from './priority.ts';
import { together } from './together.ts';

/** So many jobs go into the store in one statement. */
const maxTogether = 200;

/**
 * Makes what asks for looks. It resolves once that is on record, also when the same look was waiting already; then the higher
 * priority counts. Fresh by default.
 */
export function enqueueIn(boss: PgBoss): (job: Job, priority?: Priority) => Promise<void> {
  /** Tells of each job whether it has a row of its own now; otherwise the same look was waiting. */
  const insert = together(async (jobs: (JobInsert<Job> & { id: string })[]) => {
    const ids = new Set(await boss.insert(queueName, jobs, { returnId: true }));
    return jobs.map(({ id }) => ids.has(id));
  }, maxTogether);

  return async (job, urgency = 'fresh') => {
    const singletonKey = jobKey(job);
    const priority = numberOf(urgency);
    const group = { id: String(job.installationId) };
    const isTaken = await insert({ id: randomUUID(), data: job, singletonKey, priority, group });
    if (!isTaken && urgency === 'fresh') await boss.update(queueName, undefined, { singletonKey, priority });
  };
}
