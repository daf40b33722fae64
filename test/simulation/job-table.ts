import type { JobWithMetadata } from 'pg-boss';
import { type Job, jobKey } from '../../src/jobs/job.ts';
import { numberOf, type Priority } from '../../src/jobs/priority.ts';

/** A job as pg-boss keeps it. */
export type Row = {
  id: string;
  key: string;
  job: Job;
  priority: number;
  state: 'created' | 'retry' | 'active';
  asked: number;
  startAfter: number;
  output: object | null;
};

/**
 * What pg-boss does with the rows of a queue whose policy is `stately`: of each key at most one row waits, one is to be tried
 * again and one runs; and of one installation no more run than it may have. Time passes elsewhere, and nothing is run here.
 */
export type JobTable = {
  rows(): readonly Row[];
  send(job: Job, priority: Priority): void;
  /** Starts the next row that is due, the most urgent and then the oldest; null when there is none. */
  start(): Row | null;
  /** When the next row is due that nothing else holds back; null when none is. */
  nextStart(): number | null;
  /** The attempt has come to its end. */
  complete(id: string): void;
  fail(id: string, output: object): void;
  /** The attempt is over, and there will be another at that time. */
  putBack(row: { id: string; priority: number }, startAfter: number, output: object): void;
  remove(ids: readonly string[]): void;
};

export function jobTable(now: () => number, maxOfInstallation: number): JobTable {
  let rows: Row[] = [];
  let lastId = 0;
  const others = (row: Row, state: Row['state']): Row[] =>
    rows.filter(other => other !== row && other.key === row.key && other.state === state);
  const ofInstallation = ({ job }: Row): number =>
    rows.filter(other => other.state === 'active' && other.job.installationId === job.installationId).length;
  const startable = (): Row[] =>
    rows.filter(
      row =>
        row.state !== 'active' &&
        others(row, 'active').length === 0 &&
        ofInstallation(row) < maxOfInstallation,
    );
  const find = (id: string): Row | undefined => rows.find(row => row.id === id);
  const remove = (ids: readonly string[]): void => {
    rows = rows.filter(({ id }) => !ids.includes(id));
  };
  return {
    rows: () => rows,
    send(job, priority) {
      const key = jobKey(job);
      const waiting = rows.find(row => row.key === key && row.state === 'created');
      const number = numberOf(priority);
      if (waiting) {
        if (priority === 'fresh') waiting.priority = number;
        return;
      }
      lastId += 1;
      const asked = now();
      const begun = { state: 'created', asked, startAfter: asked, output: null } as const;
      rows.push({ id: String(lastId), key, job, priority: number, ...begun });
    },
    start() {
      const due = startable().filter(({ startAfter }) => startAfter <= now());
      due.sort((a, b) => b.priority - a.priority || a.asked - b.asked || Number(a.id) - Number(b.id));
      const [row = null] = due;
      if (row !== null) row.state = 'active';
      return row;
    },
    nextStart() {
      const times = startable().map(({ startAfter }) => startAfter);
      return times.length === 0 ? null : Math.min(...times);
    },
    complete(id) {
      if (find(id)?.state === 'active') remove([id]);
    },
    fail(id, output) {
      const row = find(id);
      if (!row) return;
      // A key has one place for a retry; what finds it taken has failed for good.
      if (others(row, 'retry').length > 0) return remove([id]);
      Object.assign(row, { output, state: 'retry', startAfter: now() + 1_000 });
    },
    putBack({ id, priority }, startAfter, output) {
      const row = find(id);
      if (row?.state === 'active') Object.assign(row, { state: 'retry', startAfter, priority, output });
    },
    remove,
  };
}

/** A row as pg-boss hands it out; only what the App looks at. */
export function handedOut({ id, job, priority, output }: Row, signal: AbortSignal): JobWithMetadata<Job> {
  return { id, data: job, priority, output, signal } as unknown as JobWithMetadata<Job>;
}
