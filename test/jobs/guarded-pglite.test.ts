import type { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { guardPglite } from '../../src/jobs/guarded-pglite.ts';

/** As PGlite throws what PostgreSQL answers. */
const answer = (severity: string, message: string) => Object.assign(new Error(message), { severity });

function guarded(error: unknown) {
  const asked: string[] = [];
  const faults: Error[] = [];
  const query = async (text: string) => {
    asked.push(text);
    if (text === 'bad') throw error;
    return { rows: [] };
  };
  const close = async () => void asked.push('close');
  const pglite = guardPglite({ query, exec: query, close } as unknown as PGlite, fault => faults.push(fault));
  return { pglite, asked, faults };
}

test.each([
  [answer('PANIC', 'could not write to file: No space left on device'), /No space left/],
  [answer('FATAL', 'the database system is shutting down'), /shutting down/],
  [new RangeError('unreachable'), /unreachable/],
  [{ name: 'ErrnoError', errno: 51 }, /ErrnoError.*51/],
])('after %o nothing gets through any more, and who is to know is told once', async (error, words) => {
  const { pglite, asked, faults } = guarded(error);
  await expect(pglite.query('bad')).rejects.toBe(error);
  await expect(pglite.exec('ROLLBACK')).rejects.toThrow(words);
  await expect(pglite.query('bad')).rejects.toThrow(words);
  await pglite.close();
  expect(asked).toEqual(['bad']);
  expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(words)]);
});

test('a statement that is refused harms nobody else', async () => {
  const error = answer('ERROR', 'could not extend file: No space left on device');
  const { pglite, asked, faults } = guarded(error);
  await expect(pglite.query('bad')).rejects.toBe(error);
  await pglite.query('good');
  await pglite.close();
  expect(asked).toEqual(['bad', 'good', 'close']);
  expect(faults).toEqual([]);
});
