import { readArguments } from '../test/read-arguments.ts';
import { runSeed } from '../test/simulation/run.ts';

/** Runs the simulation for many seeds, or tells what happens with one; test/simulation/run.ts says what it is. */
const values = readArguments(
  'npm run simulate -- [--seeds N] [--from N], or: --seed N [--trace]',
  {
    seeds: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
  ['seeds', 'from', 'seed'],
);
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;

const began = process.cpuUsage();
const failed: number[] = [];
let [steps, writes] = [0, 0];
for (let seed = first; seed < first + count; seed += 1) {
  const outcome = await runSeed(seed);
  steps += outcome.steps;
  writes += outcome.writes;
  if (values.trace) console.log(outcome.trace.join('\n'));
  if (outcome.violation === null) continue;
  failed.push(seed);
  console.log(`seed ${seed}: ${outcome.violation}`);
}
const { user, system } = process.cpuUsage(began);
const seconds = ((user + system) / 1e6).toFixed(1);
console.log(
  `${count} seeds from ${first}: ${steps} steps, ${writes} writes, ${seconds} s of CPU time; ${failed.length} failed.`,
);
if (failed.length > 0) {
  console.log(`What happens: npm run simulate -- --seed ${failed[0]} --trace`);
  process.exitCode = 1;
}
