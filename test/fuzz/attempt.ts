import { runInThisContext } from 'node:vm';
import type { Target } from './target.ts';

/** What came of one text: null where all was well. */
export type Failure = { kind: 'throws' | 'slow'; message: string };

/** Of the processor. */
const maxMilliseconds = 2_000;
/** By the clock: what does not end is ended. */
const maxWait = 120_000;

/** Gives a text to a target. What seems slow is tried again, for it may have been the machine. */
export function attempt(target: Target, text: string): Failure | null {
  const first = timed(target, text);
  if (first.failure || first.milliseconds <= maxMilliseconds) return first.failure;
  const again = timed(target, text);
  const milliseconds = Math.min(first.milliseconds, again.milliseconds);
  if (again.failure || milliseconds <= maxMilliseconds) return again.failure;
  return { kind: 'slow', message: `takes ${Math.round(milliseconds)} ms` };
}

function timed(target: Target, text: string): { failure: Failure | null; milliseconds: number } {
  const before = process.cpuUsage();
  const failure = ended(() => target.run(text));
  return { failure, milliseconds: process.cpuUsage(before).user / 1000 };
}

function ended(run: () => void): Failure | null {
  Object.assign(globalThis, { __attempt: run });
  try {
    runInThisContext('__attempt()', { timeout: maxWait });
    return null;
  } catch (error) {
    const isLate = error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return isLate ? { kind: 'slow', message: 'does not end' } : { kind: 'throws', message: said };
  }
}
