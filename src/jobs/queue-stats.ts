import type { PgBoss } from 'pg-boss';
import { schema } from './open-boss.ts';

export type JobCount = {
  kind: string;
  /** `waiting` for its first attempt, `again` for a further one, `running` now. */
  state: 'waiting' | 'again' | 'running';
  count: number;
  /** Seconds since the oldest of them was asked for. */
  oldestSeconds: number;
  /** Seconds that the longest overdue of them could have been running; 0 where each waits for a time of its own. */
  overdueSeconds: number;
};

const states = new Map<unknown, JobCount['state']>([
  ['created', 'waiting'],
  ['retry', 'again'],
  ['active', 'running'],
]);

/** Counts the jobs that are not done, by kind and state. */
export async function countJobs(boss: PgBoss, queueName: string): Promise<JobCount[]> {
  const { rows } = await boss.getDb().executeSql(
    `SELECT data->>'kind' AS kind, state, count(*) AS count,
       extract(epoch FROM now() - min(created_on)) AS oldest,
       extract(epoch FROM now() - min(start_after)) AS overdue
     FROM ${schema}.job WHERE name = $1 AND state IN ('created', 'retry', 'active')
     GROUP BY data->>'kind', state`,
    [queueName],
  );
  return rows.flatMap(({ kind, state, count, oldest, overdue }) => {
    const known = states.get(state);
    if (known === undefined) return [];
    const seconds = (value: unknown) => Math.max(0, Number(value));
    return {
      kind: String(kind),
      state: known,
      count: Number(count),
      oldestSeconds: seconds(oldest),
      overdueSeconds: known === 'running' ? 0 : seconds(overdue),
    };
  });
}
