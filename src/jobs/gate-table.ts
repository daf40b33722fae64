import { type Sql, gates as table } from './own-tables.ts';

/** What GitHub says of a quota; `resetAt` in milliseconds. */
export type Quota = { remaining: number; limit: number; resetAt: number };

/** Of an installation, by resource of GitHub; and `writes`, whose `nextAt` is when the next write may be made. */
export type GateRows = Map<string, { closedUntil: number; nextAt: number; quota: Quota | null }>;

/** Where the state of the gates is kept. Times are milliseconds since 1970. */
export type GateTable = {
  read(installationId: number): Promise<GateRows>;
  /** Closes until then, or leaves it closed for longer. */
  close(installationId: number, resource: string, until: number): Promise<void>;
  note(installationId: number, resource: string, quota: Quota): Promise<void>;
  /** Takes the next turn to write, or none and null when it comes more than so many milliseconds from now. */
  takeTurn(installationId: number, now: number, spacing: number, maxWait: number): Promise<number | null>;
  /** Takes the next place in the line of those who come back, from that time on. */
  takePlace(installationId: number, from: number, spacing: number): Promise<number>;
  /** Forgets what said nothing about any time after that one: of an installation that has gone, nobody asks again. */
  tidy(before: number): Promise<void>;
};

/** Nobody waits longer than that; what is further back in the line comes back at its end. */
const maxLineMs = 60 * 60 * 1000;

const upsert = (column: string) =>
  `INSERT INTO ${table} AS it (installation_id, resource, ${column}) VALUES ($1, $2, $3)
   ON CONFLICT (installation_id, resource) DO UPDATE SET`;

/** Keeps the gates in the store, so that other processes and later ones see them. */
export function gateTable(sql: Sql): GateTable {
  return {
    async read(installationId) {
      const rows = await sql(
        `SELECT resource, closed_until, remaining, quota, reset_at, next_at FROM ${table} WHERE installation_id = $1`,
        [installationId],
      );
      return new Map(rows.map(row => [String(row.resource), rowOf(row)]));
    },
    async close(installationId, resource, until) {
      await sql(`${upsert('closed_until')} closed_until = GREATEST(it.closed_until, excluded.closed_until)`, [
        installationId,
        resource,
        until,
      ]);
    },
    async note(installationId, resource, { remaining, limit, resetAt }) {
      await sql(
        `INSERT INTO ${table} (installation_id, resource, remaining, quota, reset_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (installation_id, resource) DO UPDATE SET
           remaining = excluded.remaining, quota = excluded.quota, reset_at = excluded.reset_at`,
        [installationId, resource, remaining, limit, resetAt],
      );
    },
    async takeTurn(installationId, now, spacing, maxWait) {
      const [row] = await sql(
        `${upsert('next_at')} next_at = GREATEST(it.next_at, $4::bigint) + $5::bigint
         WHERE it.next_at <= $4::bigint + $6::bigint
         RETURNING next_at`,
        [installationId, 'writes', now + spacing, now, spacing, maxWait],
      );
      return row === undefined ? null : Number(row.next_at) - spacing;
    },
    async takePlace(installationId, from, spacing) {
      const [row] = await sql(
        `${upsert('next_at')} next_at = LEAST(GREATEST(it.next_at, $4::bigint) + $5::bigint, $4::bigint + $6::bigint)
         RETURNING next_at`,
        [installationId, 'returns', from + spacing, from, spacing, maxLineMs],
      );
      return Number(row?.next_at ?? from + spacing) - spacing;
    },
    async tidy(before) {
      await sql(`DELETE FROM ${table} WHERE closed_until < $1 AND next_at < $1 AND reset_at < $1`, [before]);
    },
  };
}

function rowOf(row: Record<string, unknown>): { closedUntil: number; nextAt: number; quota: Quota | null } {
  const quota =
    row.quota === null
      ? null
      : { remaining: Number(row.remaining), limit: Number(row.quota), resetAt: Number(row.reset_at) };
  return { closedUntil: Number(row.closed_until), nextAt: Number(row.next_at), quota };
}
