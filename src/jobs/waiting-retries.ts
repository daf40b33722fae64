import type { PgBoss } from 'pg-boss';
import { queueName } from './open-boss.ts';
import { putJobBack, runningJobs } from './pg-boss-table.ts';

/**
 * Forgets a retry of this key that waits: the look that starts now covers it. Without this, a failure of the new look
 * would find the place of the key's one retry taken. Returns the highest priority among what is forgotten and the given one.
 */
export async function dropWaitingRetries(boss: PgBoss, key: string, priority: number): Promise<number> {
  const waiting = await boss.findJobs(queueName, { key, queued: true });
  const retries = waiting.filter(({ state }) => state === 'retry');
  if (retries.length > 0)
    await boss.deleteJob(
      queueName,
      retries.map(({ id }) => id),
    );
  return Math.max(priority, ...retries.map(it => it.priority));
}

const ended = { name: 'Ended', message: 'the process ended while the job was running' };

/**
 * Lets what a process left running when it died run again at once. No attempt is used up: that it ran is in its record, which tells
 * an end of the process from a failure. Only for a store that nobody else works on. Returns how many.
 */
export async function recoverRunning(boss: PgBoss): Promise<number> {
  const running = await runningJobs(boss);
  for (const row of running) {
    const priority = await dropWaitingRetries(boss, row.key, row.priority);
    await putJobBack(boss, { ...row, priority }, new Date(), ended);
  }
  return running.length;
}
