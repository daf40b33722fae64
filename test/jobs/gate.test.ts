import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gated, openGate } from '../../src/jobs/gate.ts';
import { describeGateTable } from './describe-gate-table.ts';
import { memoryGateTable } from './memory-gate-table.ts';

describeGateTable('a table of gates in memory', memoryGateTable);

const now = Date.parse('2026-11-24T12:00:00Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now }));
afterEach(() => void vi.useRealTimers());

const options = { writeSpacingMs: 1_000 };

/** Two processes on one store. */
function twoGates() {
  const table = memoryGateTable();
  return [openGate(table, options), openGate(table, options)] as const;
}

const secondsOf = (gated: Gated | null) =>
  gated === null ? null : (gated.at.getTime() - Date.now()) / 1_000;

test('what GitHub says to one process holds in the other, for that installation, and until then', async () => {
  const [one, other] = twoGates();
  expect([await one.admit(1, 'fresh'), await other.admit(2, 'fresh')]).toEqual([null, null]);
  await one.close(1, 'secondary', 60);
  expect(await other.admit(1, 'fresh')).toBeInstanceOf(Gated);
  await expect(other.pass(1, 'core')).rejects.toThrow('GitHub limits our requests: to be tried again at');
  expect(await other.admit(2, 'fresh')).toBeNull();
  vi.setSystemTime(now + 60_001);
  expect(await other.admit(1, 'fresh')).toBeNull();
  await other.pass(1, 'core');
});

test('a limit of one resource lets requests of the other pass, and no job begin', async () => {
  const [one] = twoGates();
  await one.close(1, 'core', 60);
  await one.pass(1, 'graphql');
  await expect(one.pass(1, 'core')).rejects.toBeInstanceOf(Gated);
  expect(await one.admit(1, 'fresh')).toBeInstanceOf(Gated);
});

test('forty that wait for a limit to be lifted come back one after the other', async () => {
  const [one, other] = twoGates();
  await one.close(1, 'secondary', 60);
  const back = [];
  for (let job = 0; job < 40; job += 1) back.push(secondsOf(await (job % 2 ? one : other).admit(1, 'fresh')));
  expect(back[0]).toBe(60);
  expect(new Set(back).size).toBe(40);
  expect(Math.max(...back.map(Number))).toBeLessThanOrEqual(70);
});

test('a sweep leaves the last fifth of a quota to others, until it is full again', async () => {
  const [one, other] = twoGates();
  const quota = { limit: 5_000, resetAt: now + 600_000 };
  await one.note(1, 'graphql', { ...quota, remaining: 1_001 });
  expect(await other.admit(1, 'sweep')).toBeNull();
  await one.note(1, 'graphql', { ...quota, remaining: 999 });
  vi.setSystemTime(now + 1_000);
  expect(await other.admit(1, 'fresh')).toBeNull();
  expect(secondsOf(await other.admit(1, 'sweep'))).toBe(600);
  vi.setSystemTime(now + 601_001);
  expect(await other.admit(1, 'sweep')).toBeNull();
});

test('what is left is told to the store now and then, and at once when it becomes little', async () => {
  const table = memoryGateTable();
  const note = vi.spyOn(table, 'note');
  const gate = openGate(table, options);
  for (let remaining = 5_000; remaining > 900; remaining -= 1)
    await gate.note(1, 'core', { remaining, limit: 5_000, resetAt: now + 600_000 });
  expect(note.mock.calls.map(([, , { remaining }]) => remaining)).toEqual([5_000, 999]);
  expect(gate.quotas()).toMatchObject([{ installationId: 1, resource: 'core', quota: { remaining: 901 } }]);
});

test('writes of an installation are a second apart; who would wait longer than it may goes back', async () => {
  const [one, other] = twoGates();
  const turns: number[] = [];
  const write = async (gate: typeof one, maxWaitMs = 2_000) => {
    await gate.writeTurn(1, maxWaitMs);
    turns.push(Date.now() - now);
  };
  const writing = [write(one), write(other), write(one)];
  await expect(write(other)).rejects.toThrow('others of the installation write first');
  // A job that has not begun is told the same before it asks for anything.
  expect(secondsOf(await other.admit(1, 'fresh'))).toBe(2);
  expect(await other.admit(2, 'fresh')).toBeNull();
  writing.push(write(other, 15_000));
  await vi.advanceTimersByTimeAsync(3_000);
  await Promise.all(writing);
  expect(turns).toEqual([0, 1_000, 2_000, 3_000]);
  expect(await other.admit(1, 'fresh')).toBeNull();
});

test('a store that does not answer lets requests pass, and no job begin', async () => {
  const table = memoryGateTable();
  vi.spyOn(table, 'read').mockRejectedValue(new Error('away'));
  const gate = openGate(table, options);
  await gate.pass(1, 'core');
  await expect(gate.admit(1, 'fresh')).rejects.toThrow('away');
});
