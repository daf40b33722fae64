import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { queueGauges, type Watched } from './queue-gauges.ts';

/** What is counted while the App runs, in the words of Prometheus. */
export type Metrics = {
  deliveryAnswered(event: string, status: number, seconds: number): void;
  lookEnded(kind: string, outcome: string, seconds: number): void;
  requestAnswered(operation: string, status: number | null): void;
  examiner(what: 'started' | 'killed'): void;
  /** Asks the queue whenever somebody reads. */
  watchQueue(queue: Watched): void;
  /** Resolves to all of it as Prometheus reads it. */
  read(): Promise<{ contentType: string; text: string }>;
};

const maxOperations = 200;
const prefix = 'pattern_librarian_';

/** Makes one registry for one App. What strangers name never becomes a label, so there are so many series and no more. */
export function openMetrics(): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name: `${prefix}${name}`, help, labelNames, buckets, registers });

  const deliveries = counter('deliveries_total', 'Deliveries by event and HTTP answer.', ['event', 'status']);
  const acknowledgement = histogram(
    'acknowledgement_seconds',
    'From the head of a delivery to the answer that it is stored.',
    [],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  );
  const looks = histogram(
    'look_seconds',
    'Attempts at jobs by kind and outcome.',
    ['kind', 'outcome'],
    [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  );
  const requests = counter('github_requests_total', 'Requests to GitHub by operation and HTTP answer.', [
    'operation',
    'status',
  ]);
  const commits = counter('index_commits_total', 'Commits of an index that GitHub has accepted.', []);
  const examiners = counter('examiner_processes_total', 'Processes that examine files.', ['what']);
  const gauges = queueGauges(registers, prefix);
  const operations = new Set<string>();
  let queue: Watched | null = null;

  return {
    deliveryAnswered(event, status, seconds) {
      deliveries.inc({ event, status });
      if (status === 202) acknowledgement.observe(seconds);
    },
    lookEnded: (kind, outcome, seconds) => looks.observe({ kind, outcome }, seconds),
    requestAnswered(operation, status) {
      if (operations.size < maxOperations) operations.add(operation);
      const known = operations.has(operation) ? operation : 'other';
      requests.inc({ operation: known, status: status ?? 'none' });
      if (operation === 'CommitIndex' && status === 200) commits.inc();
    },
    examiner: what => examiners.inc({ what }),
    watchQueue(opened) {
      queue = opened;
    },
    async read() {
      // A store that does not answer is told by its absence; what this process counts is still there.
      if (queue !== null) await gauges.set(queue).catch(() => {});
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
