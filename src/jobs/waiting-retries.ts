import type { PgBoss } from 'pg-boss';
import { queueName } from './open-boss.ts';
import { runningJobs } from './pg-boss-table.ts';

/**
 * Forgets a retry of this key that waits: the look that starts now covers it. Without this, a failure of the new look
 * would find the place of the key's one retry taken.
 */
export async function dropWaitingRetries(boss: PgBoss, key: string): Promise<void> {
  const waiting = await boss.findJobs(queueName, { key, queued: true });
  const retries = waiting.filter(({ state }) => state === 'retry').map(({ id }) => id);
  if (retries.length > 0) await boss.deleteJob(queueName, retries);
}

/**
 * Puts what a process left running when it died back at the head of the queue; its attempt counts as failed, so that a
 * job which kills the process does not do so for ever. Only for a store that nobody else works on. Returns how many.
 */
export async function recoverRunning(boss: PgBoss): Promise<number> {
  const running = await runningJobs(boss);
  for (const { id, key } of running) {
    await dropWaitingRetries(boss, key);
    await boss.fail(queueName, id, new Error('The process ended while the job was running.'));
    await boss.update(queueName, undefined, { id, startAfter: 0 });
  }
  return running.length;
}
