import { programOf } from '../evidence/runnable.ts';
import { sha256 } from '../pattern/digests.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { missingPackage } from './find-python.ts';
import { type RunOptions, runPython } from './run-python.ts';

/** The digest of the blocks that ran, null where a README has none; or why they did not run. */
export type ExamplesRun = { sha256: string | null } | { failed: string } | { impossible: string };

/** Executes the runnable blocks of a README as the one program that they make, in the pattern's folder. */
export async function runExamples(pattern: Pattern, options: RunOptions): Promise<ExamplesRun> {
  const program = programOf(pattern);
  if (program === null) return { sha256: null };
  const run = await runPython(['-'], program, options);
  if (run.timedOut)
    return { failed: `The runnable blocks took more than ${options.seconds} seconds and were ended.` };
  if (run.code === 0) return { sha256: sha256(program) };
  const missing = missingPackage(run.stderr, options.python);
  if (missing !== null) return missing;
  return { failed: `The runnable blocks of README.md do not run:\n${run.stderr.trim()}` };
}
