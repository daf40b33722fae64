import { describe, expect, test } from 'vitest';
import type { GateTable } from '../../src/jobs/gate-table.ts';

const now = 1_795_000_000_000;

/** What a table of gates promises, wherever it is kept. */
export function describeGateTable(name: string, open: () => GateTable): void {
  describe(name, () => {
    test('knows nothing of an installation that it was told nothing of', async () => {
      expect(await open().read(1)).toEqual(new Map());
    });

    test('what is closed for longer stays closed for longer', async () => {
      const table = open();
      await table.close(2, 'core', now + 60_000);
      await table.close(2, 'core', now + 1_000);
      await table.close(2, 'secondary', now + 2_000);
      const rows = await table.read(2);
      expect(rows.get('core')?.closedUntil).toBe(now + 60_000);
      expect(rows.get('secondary')?.closedUntil).toBe(now + 2_000);
      expect(await table.read(3)).toEqual(new Map());
    });

    test('the newest quota counts', async () => {
      const table = open();
      await table.note(4, 'graphql', { remaining: 12, limit: 5_000, resetAt: now });
      await table.note(4, 'graphql', { remaining: 4_999, limit: 5_000, resetAt: now + 3_600_000 });
      expect((await table.read(4)).get('graphql')).toEqual({
        closedUntil: 0,
        nextAt: 0,
        quota: { remaining: 4_999, limit: 5_000, resetAt: now + 3_600_000 },
      });
    });

    test('turns to write follow each other, and one that is too far away is not taken', async () => {
      const table = open();
      const turn = (at: number, maxWait = 2_000) => table.takeTurn(5, at, 1_000, maxWait);
      expect([await turn(now), await turn(now), await turn(now)]).toEqual([now, now + 1_000, now + 2_000]);
      expect([await turn(now), await turn(now)]).toEqual([null, null]);
      expect(await turn(now, 15_000)).toBe(now + 3_000);
      expect(await turn(now + 60_000)).toBe(now + 60_000);
      expect((await table.read(5)).get('writes')?.nextAt).toBe(now + 61_000);
    });

    test('many that ask at once for a turn get one each', async () => {
      const table = open();
      const turns = await Promise.all(Array.from({ length: 20 }, () => table.takeTurn(6, now, 1_000, 9_500)));
      expect(turns.filter(turn => turn !== null).toSorted()).toEqual(
        Array.from({ length: 10 }, (_, place) => now + place * 1_000),
      );
    });

    test('those who come back do so one after the other, and none later than an hour from then', async () => {
      const table = open();
      const place = (from: number) => table.takePlace(7, from, 250);
      expect([await place(now), await place(now), await place(now + 100)]).toEqual([
        now,
        now + 250,
        now + 500,
      ]);
      expect(await place(now + 60_000)).toBe(now + 60_000);
      for (let count = 0; count < 3; count += 1) await table.takePlace(7, now, 30 * 60_000);
      expect(await table.takePlace(7, now, 250)).toBe(now + 60 * 60_000 - 250);
    });

    test('what says nothing about the time to come is forgotten', async () => {
      const table = open();
      await table.close(8, 'core', now);
      await table.close(8, 'secondary', now + 1_000);
      await table.note(8, 'graphql', { remaining: 1, limit: 2, resetAt: now + 1_000 });
      await table.takeTurn(9, now, 0, 0);
      await table.tidy(now + 500);
      expect([...(await table.read(8)).keys()].sort()).toEqual(['graphql', 'secondary']);
      expect(await table.read(9)).toEqual(new Map());
    });
  });
}
