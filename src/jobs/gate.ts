import type { GateRows, GateTable, Quota } from './gate-table.ts';
import { RetryLater } from './outcome.ts';
import type { Priority } from './priority.ts';

/** What GitHub counts by itself; `secondary` is its limit on how much at once, whatever is asked. */
export type Resource = 'core' | 'graphql' | 'secondary';

/** A request is not made, because GitHub has said when it wants the next. */
export class Gated extends RetryLater {
  constructor(at: Date, why: string) {
    super(at);
    this.message = `${why}: ${this.message}`;
  }
}

export type Gate = {
  /** Returns when a job of that installation should come back, or null when it may begin. It has asked GitHub for nothing by then. */
  admit(installationId: number, priority: Priority): Promise<Gated | null>;
  /** Rejects where GitHub wants no such request now. */
  pass(installationId: number, resource: Resource): Promise<void>;
  /** Waits for the installation's turn to write; rejects when that takes longer than so many milliseconds. */
  writeTurn(installationId: number, maxWaitMs: number): Promise<void>;
  /** GitHub wants no such requests for so many seconds. */
  close(installationId: number, resource: Resource, seconds: number): Promise<void>;
  /** Notes what GitHub says of the quota. */
  note(installationId: number, resource: Resource, quota: Quota): Promise<void>;
  /** What is left of the quotas, as far as this process knows. */
  quotas(): readonly Pick<KnownQuota, 'installationId' | 'resource' | 'quota'>[];
};

type KnownQuota = { installationId: number; resource: Resource; quota: Quota; toldAt: number };

export type GateOptions = {
  /** Milliseconds between two writes of an installation; GitHub asks for a second. */
  writeSpacingMs: number;
};

/** A job begins only if its first write could be made so soon; until then it waits in the queue and holds no worker. */
const maxBeginMs = 2_000;
/** Between two jobs that come back when a limit is lifted: not all in the same instant. */
const returnSpacingMs = 250;
/** Sweeps leave so much of a quota to those who wait for an answer. */
const sweepReserve = 0.2;
/** What another process has told the store is seen so soon. */
const freshMs = 1_000;
/** What is left of a quota is told to the store not more often than that, unless it has become little. */
const noteMs = 10_000;
const maxKnown = 10_000;

const limited = 'GitHub limits our requests';
const reserved = 'a sweep leaves what is left of GitHub’s quota to others';
const othersWrite = 'others of the installation write first';

type Known = { readAt: number; rows: Promise<GateRows> };

/** Opens the gate that all jobs of an installation go through, in all processes that share the table. */
export function openGate(table: GateTable, { writeSpacingMs }: GateOptions): Gate {
  const known = new Map<number, Known>();
  const quotas = new Map<string, KnownQuota>();

  function rowsOf(installationId: number): Promise<GateRows> {
    const now = Date.now();
    const found = known.get(installationId);
    if (found && now >= found.readAt && now - found.readAt < freshMs) return found.rows;
    const rows = table.read(installationId);
    remember(known, installationId, { readAt: now, rows });
    // Not kept: the next request asks again.
    rows.catch(() => known.delete(installationId));
    return rows;
  }

  async function comeBack(
    installationId: number,
    from: number,
    spacing: number,
    why: string,
  ): Promise<Gated> {
    return new Gated(new Date(await table.takePlace(installationId, from, spacing)), why);
  }

  return {
    async admit(installationId, priority) {
      const rows = await rowsOf(installationId);
      const now = Date.now();
      const closed = Math.max(0, ...[...rows.values()].map(row => row.closedUntil));
      if (closed > now) return comeBack(installationId, closed, returnSpacingMs, limited);
      const spent = priority === 'sweep' ? resetOfSpent(rows) : 0;
      if (spent > now) return comeBack(installationId, spent, returnSpacingMs, reserved);
      const turn = rows.get('writes')?.nextAt ?? 0;
      if (turn > now + maxBeginMs) return comeBack(installationId, now + 1_000, writeSpacingMs, othersWrite);
      return null;
    },
    async pass(installationId, resource) {
      // While the store does not answer, what it may know holds nobody up.
      const rows: GateRows = await rowsOf(installationId).catch(() => new Map());
      const until = Math.max(rows.get(resource)?.closedUntil ?? 0, rows.get('secondary')?.closedUntil ?? 0);
      if (until > Date.now()) throw await comeBack(installationId, until, returnSpacingMs, limited);
    },
    async writeTurn(installationId, maxWaitMs) {
      if (writeSpacingMs === 0) return;
      const now = Date.now();
      const turn = await table.takeTurn(installationId, now, writeSpacingMs, maxWaitMs);
      known.delete(installationId);
      if (turn === null) throw await comeBack(installationId, now + 1_000, writeSpacingMs, othersWrite);
      if (turn > now) await new Promise(resolve => setTimeout(resolve, turn - now));
    },
    async close(installationId, resource, seconds) {
      await table.close(installationId, resource, Date.now() + seconds * 1_000);
      known.delete(installationId);
    },
    async note(installationId, resource, quota) {
      const key = `${installationId} ${resource}`;
      const before = quotas.get(key);
      const now = Date.now();
      const isTold =
        before !== undefined && now - before.toldAt < noteMs && isSpent(quota) === isSpent(before.quota);
      remember(quotas, key, { installationId, resource, quota, toldAt: isTold ? before.toldAt : now });
      if (isTold) return;
      await table.note(installationId, resource, quota);
      known.delete(installationId);
    },
    quotas: () => [...quotas.values()],
  };
}

/** Keeps the newest. */
function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  for (const oldest of map.keys()) if (map.size >= maxKnown) map.delete(oldest);
  map.set(key, value);
}

function isSpent({ remaining, limit }: Quota): boolean {
  return remaining < limit * sweepReserve;
}

/** Returns when the last of the quotas that are nearly spent is full again. */
function resetOfSpent(rows: GateRows): number {
  // A second more, so that we ask after the reset and not in its last moment.
  return Math.max(
    0,
    ...[...rows.values()].map(({ quota }) => (quota && isSpent(quota) ? quota.resetAt + 1_000 : 0)),
  );
}
