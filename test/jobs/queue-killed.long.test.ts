import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { openQueue } from '../../src/jobs/queue.ts';

test('all that was acknowledged is done though the process is killed again and again', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'queue-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const [asked, done] = [new Set<number>(), new Set<number>()];
  let blamed = 0;
  for (let round = 0; round < 3; round += 1) {
    const program = join(import.meta.dirname, 'work-until-killed.ts');
    const child = spawn(process.execPath, [program, directory, `${round * 10_000}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = new Promise(resolve => child.on('exit', resolve));
    let doneHere = 0;
    for await (const line of createInterface(child.stdout)) {
      const [what, number] = line.split(' ');
      if (what === 'blamed') blamed += 1;
      else (what === 'done' ? done : asked).add(Number(number));
      if (what === 'done') doneHere += 1;
      if (doneHere === 10 + 7 * round) child.kill('SIGKILL');
    }
    await exited;
  }
  expect(done.size).toBeGreaterThanOrEqual(30);
  expect(blamed).toBe(0);
  expect([...asked].filter(number => !done.has(number))).not.toEqual([]);

  const ignore = () => {};
  const queue = await openQueue({
    dataDirectory: directory,
    log: { info: ignore, warn: ignore, error: ignore },
  });
  await queue.work({
    run: async job => void (job.kind === 'pull-request' && done.add(job.number)),
    gaveUp: async () => {
      throw new Error('nobody was to give up');
    },
  });
  await queue.idle();
  await queue.stop();
  expect([...asked].filter(number => !done.has(number))).toEqual([]);
});
