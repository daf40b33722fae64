import { type Results, readResults } from '../evidence/results.ts';
import { parseJson } from '../pattern/json.ts';
import { missingPackage } from './find-python.ts';
import { type RunOptions, runPython } from './run-python.ts';

/** `failed`: the benchmark itself is at fault. `impossible`: this machine is, at the moment or for good. */
export type Measured = { results: Results } | { failed: string } | { impossible: string };

/** benchmark.py exits so when other programs keep the machine busy and its verdict rests on a wall clock. */
const busy = 3;

/** Runs a pattern's benchmark.py and reads what it prints. Nothing is written. */
export async function measure(options: RunOptions): Promise<Measured> {
  const run = await runPython(['benchmark.py', '--json'], null, options);
  if (run.timedOut) return { failed: `It took more than ${options.seconds} seconds and was ended.` };
  if (run.code === busy) return { impossible: run.stderr.trim() };
  if (run.code !== 0) {
    const missing = missingPackage(run.stderr, options.python);
    if (missing !== null) return missing;
    const how = run.code === null ? 'It was ended by the system' : `It ended with exit code ${run.code}`;
    return { failed: `${how}:\n${run.stderr.trim()}` };
  }
  const reading = readResults(run.stdout, parseJson(run.stdout));
  if (reading.results === null)
    return {
      failed: `What it printed is no results file: ${reading.problems.map(({ message }) => message).join(' ')}`,
    };
  const { made_by, ...rest } = reading.results;
  return { results: { ...rest, made_by: { ...made_by, network: options.sandbox.description } } };
}
