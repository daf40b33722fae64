import { expect, test } from 'vitest';
import { JobDropped, RetryLater } from '../../src/jobs/outcome.ts';
import { measuredHandlers } from '../../src/service/measured-handlers.ts';
import { openMetrics } from '../../src/service/metrics.ts';
import { serveMetrics } from '../../src/service/serve-metrics.ts';
import { look } from '../jobs/look.ts';

const quotaOf = (installationId: number, remaining: number) =>
  ({ installationId, resource: 'core', quota: { remaining, limit: 5_000, resetAt: 0 } }) as const;

test('what happens is counted, and read on a port of its own', async () => {
  const metrics = openMetrics();
  metrics.deliveryAnswered('push', 202, 0.004);
  metrics.deliveryAnswered('unsigned', 401, 0.001);
  metrics.requestAnswered('CommitIndex', 200);
  metrics.requestAnswered('CommitIndex', null);
  metrics.examiner('started');
  metrics.watchQueue({
    stats: async () => [{ kind: 'index', state: 'waiting', count: 3, oldestSeconds: 12, overdueSeconds: 5 }],
    gate: { quotas: () => [quotaOf(7, 42)] },
  });
  const server = await serveMetrics({ host: '127.0.0.1', port: 0 }, metrics);
  const answer = await fetch(`${server.url}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const text = await answer.text();
  for (const line of [
    'deliveries_total{event="push",status="202"} 1',
    'deliveries_total{event="unsigned",status="401"} 1',
    'acknowledgement_seconds_count 1',
    'github_requests_total{operation="CommitIndex",status="none"} 1',
    'index_commits_total 1',
    'examiner_processes_total{what="started"} 1',
    'jobs{kind="index",state="waiting"} 3',
    'oldest_job_seconds{kind="index",state="waiting"} 12',
    'overdue_job_seconds{kind="index",state="waiting"} 5',
    'github_quota_remaining{installation="7",resource="core"} 42',
  ])
    expect(text).toContain(`pattern_librarian_${line}\n`);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect((await fetch(server.url)).status).toBe(404);
  await server.close();
});

test('however many installations and operations there are, the series are so many and no more', async () => {
  const metrics = openMetrics();
  const quotas = Array.from({ length: 500 }, (_, id) => quotaOf(id + 1, id));
  metrics.watchQueue({ stats: async () => [], gate: { quotas: () => quotas } });
  for (let id = 0; id < 1_000; id += 1) metrics.requestAnswered(`GET /made/up/${id}`, 200);
  const { text } = await metrics.read();
  expect(text.match(/^pattern_librarian_github_quota_remaining\{/gm)).toHaveLength(50);
  expect(text).toContain('github_quota_remaining{installation="1",resource="core"} 0');
  expect(text.match(/^pattern_librarian_github_requests_total\{/gm)).toHaveLength(201);
});

test('a store that does not answer takes nothing but its own figures away', async () => {
  const metrics = openMetrics();
  const stats = async () => Promise.reject(new Error('closed'));
  metrics.watchQueue({ stats, gate: { quotas: () => [] } });
  metrics.examiner('killed');
  expect((await metrics.read()).text).toContain('examiner_processes_total{what="killed"} 1');
});

test('a look counts by how it ended, and passes on what it throws', async () => {
  const ended: string[] = [];
  const lookEnded = (kind: string, outcome: string) => void ended.push(`${kind} ${outcome}`);
  const outcomes = [null, new RetryLater(5), new JobDropped('gone'), new Error('no')];
  for (const error of outcomes) {
    const run = async () => {
      if (error) throw error;
    };
    const handlers = measuredHandlers({ run, gaveUp: run }, { ...openMetrics(), lookEnded });
    const { signal } = new AbortController();
    const running = handlers.run(look(1), signal, 'fresh');
    if (error) await expect(running).rejects.toBe(error);
    else await running;
  }
  expect(ended).toEqual(['done', 'later', 'dropped', 'failed'].map(it => `pull-request ${it}`));
});

test('a job that is refused is counted as such, and its head comes back', async () => {
  const metrics = openMetrics();
  const { refuse } = measuredHandlers(
    { run: async () => {}, gaveUp: async () => {}, refuse: async () => 'abc' },
    metrics,
  );
  const { signal } = new AbortController();
  expect(await refuse?.(look(1), { times: 3, head: null }, signal)).toBe('abc');
  expect((await metrics.read()).text).toContain(
    'look_seconds_count{kind="pull-request",outcome="refused"} 1',
  );
});
