import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { sha256 } from '../../src/pattern/digests.ts';
import { readArguments } from '../read-arguments.ts';
import type { Found } from './fuzz.ts';
import { watchImports } from './instrument.ts';

const usage = `npm run fuzz -- [--target NAME] [--minutes N | --executions N] [--seed N] [--keep FOLDER]
npm run fuzz -- --target NAME --replay FILE
npm run fuzz -- --target inert [--count N] [--seed N]`;

const values = readArguments(
  usage,
  {
    target: { type: 'string' },
    minutes: { type: 'string', default: '5' },
    executions: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000000' },
    keep: { type: 'string' },
    replay: { type: 'string' },
  },
  ['minutes', 'executions', 'seed', 'count'],
);

if (values.target === 'inert') await inert();
else await main();

/** Not guided by branches: what is written is written in few ways, and what counts is how it is read. */
async function inert(): Promise<void> {
  const { notInert } = await import('../inert/inert.ts');
  const most = 20_000;
  const found: string[] = [];
  for (let done = 0, seed = Number(values.seed); done < Number(values.count); done += most, seed += 1) {
    found.push(...notInert(Math.min(most, Number(values.count) - done), seed));
    if (process.stderr.isTTY) process.stderr.write(`\r${done + most}`);
  }
  console.log(`${values.count} texts, ${found.length} not inert`);
  for (const one of found) console.log(`  ${one.slice(0, 2_000)}`);
  if (found.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  if (values.replay === undefined) watchImports();
  const { allTargets } = await import('./all-targets.ts');
  const targets = allTargets.filter(({ name }) => values.target === undefined || name === values.target);
  if (targets.length === 0) {
    const names = ['inert', ...allTargets.map(({ name }) => name)].join(', ');
    console.error(`There is no target ${values.target}; there are ${names}.\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const { attempt } = await import('./attempt.ts');
  if (values.replay !== undefined) {
    const text = readFileSync(values.replay, 'utf8');
    for (const target of targets) {
      const before = process.cpuUsage();
      const failure = attempt(target, text);
      console.log(
        `${target.name}: ${failure?.message ?? 'all is well'}, ${process.cpuUsage(before).user / 1000} ms`,
      );
    }
    return;
  }
  const { fuzz } = await import('./fuzz.ts');
  const executions = Number(values.executions ?? Infinity);
  const minutes = values.executions === undefined ? Number(values.minutes) / targets.length : Infinity;
  const seed = Number(values.seed);
  for (const target of targets) {
    const { found, ...did } = fuzz(target, seed, { executions, milliseconds: minutes * 60_000 });
    console.log(
      `${target.name}: ${did.executions} executions, ${did.kept} texts kept, ${did.taken} of ${did.all} branches, ${found.length} failures`,
    );
    for (const one of found) tell(one);
  }
}

function tell({ target, kind, message, text }: Found): void {
  process.exitCode = 1;
  const said = message.split('\n').slice(0, 4).join('\n    ');
  console.log(`  ${kind}: ${said}\n  ${JSON.stringify(text.slice(0, 2_000))}`);
  if (values.keep === undefined) return;
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(`${values.keep}/${target}-${sha256(text).slice(0, 8)}.txt`, text);
}
