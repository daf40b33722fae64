/**
 * Mutation tests: changes a module in every small way that Stryker knows, and tells which changes no test notices.
 * `npm run mutate` takes all modules of scripts/mutate/modules.ts, one after the other; `npm run mutate -- labels` one.
 */
import { Stryker } from '@stryker-mutator/core';
import { mutatedModules } from './mutate/modules.ts';
import { type Outcome, outcomeOf } from './mutate/outcome.ts';

/** Of a hundred changes, so many must be noticed. */
const minNoticed = 95;

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(mutatedModules);
const unknown = names.find(name => !Object.hasOwn(mutatedModules, name));
if (unknown !== undefined) {
  console.error(`There is no module ${unknown}. There are: ${Object.keys(mutatedModules).join(', ')}.`);
  process.exit(2);
}
const outcomes: [string, Outcome][] = [];
for (const name of names) outcomes.push([name, await mutated(name)]);
for (const [name, { noticed, equivalent, unnoticed }] of outcomes) {
  const all = noticed + unnoticed.length;
  const percent = all === 0 ? 0 : (100 * noticed) / all;
  console.info(`${name}: ${noticed} of ${all} noticed (${percent.toFixed(1)} %), ${equivalent} equivalent`);
  for (const line of unnoticed) console.info(`  ${line}`);
  if (percent < minNoticed) process.exitCode = 1;
}

async function mutated(name: string): Promise<Outcome> {
  const { mutate = [], tests = [] } = mutatedModules[name] ?? {};
  process.env.MUTATED_TESTS = JSON.stringify(tests);
  const results = await new Stryker({
    mutate,
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutate/vitest.config.ts', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    coverageAnalysis: 'perTest',
    // A busy machine is no infinite loop; those Stryker finds by counting.
    timeoutMS: 60_000,
    concurrency: Number(process.env.MUTATE_CONCURRENCY ?? 1),
    reporters: ['progress-append-only'],
    // What Stryker does with tsconfig.json takes a TypeScript before 7.
    tsconfigFile: 'none',
    ignorePatterns: ['/bench', '/demo', '/dist', '/docs', '/test/replay', '/test/measure'],
    tempDirName: 'node_modules/.stryker',
  }).runMutationTest();
  return outcomeOf(results);
}
