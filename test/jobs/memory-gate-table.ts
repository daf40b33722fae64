import { type Gate, openGate } from '../../src/jobs/gate.ts';
import type { GateRows, GateTable } from '../../src/jobs/gate-table.ts';

/** The table of the gates without a store; test/jobs/describe-gate-table.ts holds it to the real one. */
export function memoryGateTable(): GateTable {
  const kept = new Map<number, GateRows>();

  function rowOf(installationId: number, resource: string) {
    const rows: GateRows = kept.get(installationId) ?? new Map();
    kept.set(installationId, rows);
    const row = rows.get(resource) ?? { closedUntil: 0, nextAt: 0, quota: null };
    rows.set(resource, row);
    return row;
  }

  return {
    async read(installationId) {
      return structuredClone(kept.get(installationId) ?? new Map());
    },
    async close(installationId, resource, until) {
      const row = rowOf(installationId, resource);
      row.closedUntil = Math.max(row.closedUntil, until);
    },
    async note(installationId, resource, quota) {
      rowOf(installationId, resource).quota = quota;
    },
    async takeTurn(installationId, now, spacing, maxWait) {
      const row = rowOf(installationId, 'writes');
      if (row.nextAt > now + maxWait) return null;
      row.nextAt = Math.max(row.nextAt, now) + spacing;
      return row.nextAt - spacing;
    },
    async takePlace(installationId, from, spacing) {
      const row = rowOf(installationId, 'returns');
      row.nextAt = Math.min(Math.max(row.nextAt, from) + spacing, from + 60 * 60 * 1000);
      return row.nextAt - spacing;
    },
    async tidy(before) {
      for (const rows of kept.values())
        for (const [resource, { closedUntil, nextAt, quota }] of rows)
          if (Math.max(closedUntil, nextAt, quota?.resetAt ?? 0) < before) rows.delete(resource);
    },
  };
}

/** A gate of this process alone. */
export function memoryGate(writeSpacingMs = 0): Gate {
  return openGate(memoryGateTable(), { writeSpacingMs });
}
