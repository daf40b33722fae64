import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { descendantsOf, heldBytes } from './process-tree.ts';

/** A command as a whole process. */
export type Run = { words: readonly string[]; directory: string; environment?: Record<string, string> };

export type Outcome = {
  exitCode: number;
  wallSeconds: number;
  /** User and system, of all its processes. */
  cpuSeconds: number;
  /** The largest resident set of a single process, as `/usr/bin/time -v` tells it. */
  largestBytes: number;
  /** The largest sum over all its processes at one moment; null where nobody looked. */
  peakBytes: number | null;
  output: string;
};

const runner = join(import.meta.dirname, 'run_and_reap.py');

/** Looking costs the processes time, so memory is looked at in runs that are not timed. */
const millisecondsBetweenLooks = 5;

export async function runOnce(
  { words, directory, environment = {} }: Run,
  { watchMemory = false } = {},
): Promise<Outcome> {
  const files = mkdtempSync(join(tmpdir(), 'bench-run-'));
  const [report, output] = [join(files, 'report.json'), join(files, 'output.txt')];
  const written = openSync(output, 'w');
  try {
    const child = spawn('python3', [runner, report, ...words], {
      cwd: directory,
      env: { ...process.env, ...environment },
      stdio: ['ignore', written, written],
    });
    const ended = once(child, 'exit');
    const peakBytes = watchMemory ? await watch(child.pid ?? 0, ended) : null;
    const [code] = await ended;
    if (code !== 0) throw new Error(`${words.join(' ')} was not run:\n${readFileSync(output, 'utf8')}`);
    return {
      ...JSON.parse(readFileSync(report, 'utf8')),
      peakBytes,
      output: readFileSync(output, 'utf8'),
    };
  } finally {
    closeSync(written);
    rmSync(files, { recursive: true, force: true });
  }
}

/** The runner itself is not counted. */
async function watch(runnerPid: number, ended: Promise<unknown>): Promise<number> {
  let peak = 0;
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });
  while (isRunning) {
    const held = descendantsOf(runnerPid).reduce((sum, pid) => sum + heldBytes(pid), 0);
    peak = Math.max(peak, held);
    await delay(millisecondsBetweenLooks);
  }
  return peak;
}
