import type { PgBoss } from 'pg-boss';
import type { Gate } from '../../src/jobs/gate.ts';
import type { GateTable } from '../../src/jobs/gate-table.ts';
import type { JobRecord, JobRecords } from '../../src/jobs/job-records.ts';
import type { Workplace } from '../../src/jobs/take-job.ts';
import { memoryGateTable } from '../jobs/memory-gate-table.ts';
import { type JobTable, jobTable } from './job-table.ts';

type Kept = JobRecord & { jobId: string; owner: string; running: boolean; alone: boolean };

/** What the queue's processes share: rows, and what is remembered of jobs beside them. */
export type ModelStore = {
  table: JobTable;
  /** As one process sees it, as long as it lives: of one that has died nothing arrives any more. */
  seenBy(
    owner: string,
    isAlive: () => boolean,
  ): Pick<Workplace, 'boss' | 'records' | 'putBack'> & { gates: GateTable };
};

/** A model of the store, in memory, with the few questions that the App's own part of the queue asks of pg-boss. */
export function modelStore(now: () => number, maxOfInstallation: number): ModelStore {
  const table = jobTable(now, maxOfInstallation);
  const kept = new Map<string, Kept>();
  const gates = memoryGateTable();
  return {
    table,
    seenBy(owner, isAlive) {
      const ask: Ask = async <Answer>(answer: () => Answer | Promise<Answer>) =>
        isAlive() ? answer() : new Promise<Answer>(() => {});
      return {
        boss: bossOf(table, ask),
        records: recordsOf(kept, owner, ask),
        gates: gatesOf(gates, ask),
        putBack: (row, at, output) => ask(() => table.putBack(row, at.getTime(), output)),
      };
    },
  };
}

type Ask = <Answer>(answer: () => Answer | Promise<Answer>) => Promise<Answer>;

function bossOf(table: JobTable, ask: Ask): PgBoss {
  const boss = {
    findJobs: (_: string, { key }: { key: string }) =>
      ask(() => table.rows().filter(row => row.key === key && row.state !== 'active')),
    deleteJob: (_: string, ids: string[]) => ask(() => table.remove(ids)),
  };
  return boss as unknown as PgBoss;
}

function gatesOf(gates: GateTable, ask: Ask): GateTable {
  return {
    read: id => ask(() => gates.read(id)),
    close: (id, resource, until) => ask(() => gates.close(id, resource, until)),
    note: (id, resource, quota) => ask(() => gates.note(id, resource, quota)),
    takeTurn: (id, now, spacing, maxWait) => ask(() => gates.takeTurn(id, now, spacing, maxWait)),
    takePlace: (id, from, spacing) => ask(() => gates.takePlace(id, from, spacing)),
    tidy: before => ask(() => gates.tidy(before)),
  };
}

function recordsOf(kept: Map<string, Kept>, owner: string, ask: Ask): JobRecords {
  const own = (key: string): Kept | undefined => {
    const record = kept.get(key);
    return record?.owner === owner ? record : undefined;
  };
  const change = (key: string, changes: Partial<Kept>): void => void Object.assign(own(key) ?? {}, changes);
  const forget = (key: string): void => {
    if (own(key)) kept.delete(key);
  };
  return {
    begin: (key, jobId) =>
      ask(() => {
        const before = kept.get(key) ?? { ...unknown, key, jobId, owner };
        const hasEnded = before.running && before.owner !== owner;
        const record = {
          ...before,
          endings: before.endings + Number(hasEnded),
          endingsAlone: before.endingsAlone + Number(hasEnded && before.alone),
          failures: before.jobId === jobId ? before.failures : 0,
          jobId,
          owner,
          running: true,
          alone: false,
        };
        kept.set(key, record);
        return { ...record };
      }),
    runsAlone: key => ask(() => change(key, { alone: true })),
    forget: key => ask(() => forget(key)),
    end: ({ key, failures, endings, endingsAlone, pausedAfter, refusedAfter, isDead }) =>
      ask(() => {
        if (failures === 0 && endings === 0 && !isDead) return forget(key);
        change(key, { running: false, failures, endings, endingsAlone, pausedAfter, refusedAfter });
      }),
    startOver: record =>
      ask(() => {
        const anew = { endings: 1, endingsAlone: 0, pausedAfter: 0, refusedAfter: 0, refusedHead: null };
        change(record.key, anew);
        return { ...record, ...anew };
      }),
    bury: ({ key, refusedAfter, refusedHead, refusedUntil }) =>
      ask(() =>
        change(key, { running: false, failures: 0, refusedAfter, refusedHead, refusedUntil, isDead: true }),
      ),
    tidy: async () => {},
  };
}

const unknown = {
  failures: 0,
  endings: 0,
  endingsAlone: 0,
  pausedAfter: 0,
  refusedAfter: 0,
  refusedHead: null,
  refusedUntil: 0,
  isDead: false,
  running: false,
  alone: false,
};

/** Where there is no GitHub. */
export const openDoor: Gate = {
  admit: async () => null,
  pass: async () => {},
  writeTurn: async () => {},
  close: async () => {},
  note: async () => {},
  quotas: () => [],
};
