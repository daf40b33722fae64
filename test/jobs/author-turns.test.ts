import { expect, test } from 'vitest';
import { authorTurns } from '../../src/jobs/author-turns.ts';
import type { Job } from '../../src/jobs/job.ts';
import { RetryLater } from '../../src/jobs/outcome.ts';

const job = (number: number, installationId = 1): Extract<Job, { kind: 'pull-request' }> => ({
  kind: 'pull-request',
  installationId,
  repository: { id: installationId, nodeId: 'R_1', name: 'octo/library' },
  number,
});

/** Seconds until the next try; null where there is no need to wait. */
function waits(act: () => unknown): number | null {
  const now = Date.now();
  try {
    act();
    return null;
  } catch (error) {
    if (!(error instanceof RetryLater)) throw error;
    return Math.round((error.at.getTime() - now) / 1000);
  }
}

test('one pull request of an author at a time; those that wait come back one after the other', () => {
  const turns = authorTurns();
  const end = turns.take(job(1), 'mallory');
  expect([2, 3, 4].map(number => waits(() => turns.take(job(number), 'mallory')))).toEqual([2, 4, 6]);
  end();
  expect(waits(() => turns.take(job(2), 'mallory'))).toBeNull();
});

test('other authors, and the same author elsewhere, do not wait', () => {
  const turns = authorTurns();
  turns.take(job(1), 'mallory');
  expect(waits(() => turns.take(job(2), 'ada'))).toBeNull();
  expect(waits(() => turns.take(job(1, 2), 'mallory'))).toBeNull();
});

test('whose pull request it is has been read once: it goes back before anything is read again', () => {
  const turns = authorTurns();
  turns.take(job(1), 'mallory');
  expect(waits(() => turns.check(job(2)))).toBeNull();
  expect(waits(() => turns.take(job(2), 'mallory'))).toBe(2);
  expect(waits(() => turns.check(job(2)))).toBe(2);
});

test('nobody waits for longer than a minute', () => {
  const turns = authorTurns();
  turns.take(job(1), 'mallory');
  const all = Array.from({ length: 100 }, (_, index) => waits(() => turns.take(job(index + 2), 'mallory')));
  expect(all.at(-1)).toBe(60);
});
