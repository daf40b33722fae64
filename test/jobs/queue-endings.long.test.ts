import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

const program = join(import.meta.dirname, 'work-until-ended.ts');

/** Runs the worker once; what it printed, and whether it ended by itself. */
async function work(directory: string, head: string, numbers: number[]) {
  const child = spawn(process.execPath, [program, directory, head, ...numbers.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<string | null>(resolve => child.on('exit', (_code, signal) => resolve(signal)));
  const lines = (await text(child.stdout)).trim().split('\n').filter(Boolean);
  return { lines, signal: await exited };
}

test('what ends the process again and again is looked at alone, then refused until it changes; nobody else is blamed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'queue-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const others = [1, 2, 3, 4, 5, 6];
  const printed: string[] = [];
  let ends = 0;
  for (let asked = [13, ...others]; ; asked = []) {
    const { lines, signal } = await work(directory, 'hostile', asked);
    printed.push(...lines);
    if (signal === null) break;
    ends += 1;
    expect(ends).toBeLessThan(10);
  }
  // Once beside others, and three times alone.
  expect(ends).toBe(4);
  const alone = printed.filter(line => line.startsWith('begun 13')).slice(1);
  expect(alone).toEqual(Array(3).fill('begun 13 beside 0'));
  const outcomes = printed.filter(line => !line.startsWith('begun')).toSorted();
  expect(outcomes).toEqual([...others.map(number => `done ${number}`), 'refused 13 after 3']);

  // A new webhook or sweep does not make it run again,
  expect(await work(directory, 'hostile', [13])).toEqual({ lines: ['refused 13 after 3'], signal: null });
  // a push does: alone at first, and then as if nothing had been.
  expect(await work(directory, 'mended', [13])).toEqual({
    lines: ['begun 13 beside 0', 'done 13'],
    signal: null,
  });
  const again = await work(directory, 'hostile', [13]);
  expect([again.signal, again.lines]).toEqual(['SIGKILL', ['begun 13 beside 0']]);
});
