import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPglite } from '../../src/jobs/pglite.ts';
import { deliver } from '../kill-loop/delivery.ts';
import { emptyFolder, startApp } from './app-process.ts';

/** A disk of its own, 72 MB, in memory; null where this machine lets nobody mount one. */
function smallDisk(): string | null {
  const disk = join(emptyFolder(), 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=72m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
  return disk;
}

function fill(disk: string): void {
  const file = openSync(join(disk, 'others'), 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch {
    closeSync(file);
  }
}

/** What was asked for and is not done, as it stands in the store of an App that does not run. */
async function waiting(dataDirectory: string): Promise<number[]> {
  const pglite = await createPglite(join(dataDirectory, 'postgres'));
  const { rows } = await pglite.query<{ number: number }>(
    `SELECT (data->>'number')::int AS number FROM pattern_librarian.job WHERE state < 'completed'`,
  );
  await pglite.close();
  return rows.map(({ number }) => number).sort((a, b) => a - b);
}

test('a full disk ends the App with a sentence, and what it has acknowledged is there when there is room again', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (disk === null) return skip('nobody may mount a file system here');
  const env = { DATA_DIRECTORY: join(disk, 'data') };
  const app = startApp(env);
  const url = await app.url;
  const acknowledged: number[] = [];
  const send = async (number: number): Promise<void> => {
    if (await deliver(url, number)) acknowledged.push(number);
  };
  for (let number = 1; number <= 20; number += 1) await send(number);
  expect(acknowledged).toHaveLength(20);
  fill(disk);
  // Until there is a fault, or so many in a row are refused.
  for (let number = 21; number <= 2_000 && app.child.exitCode === null; number += 1) {
    await send(number);
    if (number - (acknowledged.at(-1) ?? 0) >= 20) break;
  }
  app.child.kill('SIGTERM');
  const { signal } = await app.ended;
  expect(signal).toBeNull();

  const again = startApp(env);
  const { code } = await again.ended;
  expect(code).toBe(1);
  expect(again.said()).toMatch(/cannot be (opened|used) \(.*No space left/);
  expect(again.said()).not.toContain('[object');

  rmSync(join(disk, 'others'));
  expect(await waiting(env.DATA_DIRECTORY)).toEqual(expect.arrayContaining(acknowledged));
}, 600_000);
