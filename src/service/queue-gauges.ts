import { Gauge, type Registry } from 'prom-client';
import type { OpenedQueue } from '../jobs/queue.ts';

/** What is asked whenever somebody reads the metrics. */
export type Watched = Pick<OpenedQueue, 'stats'> & { gate: Pick<OpenedQueue['gate'], 'quotas'> };

/** Of so many installations the quota is told: of those that have the least left. */
const maxInstallations = 50;

/** Makes the gauges of what stands in the queue and of what GitHub says is left. */
export function queueGauges(registers: Registry[], prefix: string) {
  const gauge = (name: string, help: string, labelNames: string[]) =>
    new Gauge({ name: `${prefix}${name}`, help, labelNames, registers });
  const ofJobs = ['kind', 'state'];
  const depth = gauge('jobs', 'Jobs in the queue.', ofJobs);
  const age = gauge('oldest_job_seconds', 'Age of the oldest job in the queue.', ofJobs);
  const overdue = gauge(
    'overdue_job_seconds',
    'How long the job that is overdue longest could have been running.',
    ofJobs,
  );
  const quota = gauge('github_quota_remaining', 'What GitHub says is left, where the least is left.', [
    'installation',
    'resource',
  ]);
  return {
    async set({ stats, gate }: Watched): Promise<void> {
      for (const one of [depth, age, overdue, quota]) one.reset();
      for (const { kind, state, count, oldestSeconds, overdueSeconds } of await stats()) {
        depth.set({ kind, state }, count);
        age.set({ kind, state }, oldestSeconds);
        overdue.set({ kind, state }, overdueSeconds);
      }
      const least = [...gate.quotas()].sort((a, b) => a.quota.remaining - b.quota.remaining);
      for (const { installationId, resource, quota: left } of least.slice(0, maxInstallations))
        quota.set({ installation: String(installationId), resource }, left.remaining);
    },
  };
}
