import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { help, type Options, type PartName, readOptions } from './options.ts';
import { cachePart } from './parts/cache.ts';
import { cliPart } from './parts/cli.ts';
import type { PartContext } from './parts/context.ts';
import { indexPart } from './parts/index-job.ts';
import { intakePart } from './parts/intake.ts';
import { loadPart } from './parts/load.ts';
import { peersPart } from './parts/peers.ts';
import { serverPart } from './parts/server.ts';
import { sizePart } from './parts/size.ts';
import { thisMachine } from './report/machine.ts';
import { readmeOf } from './report/readme.ts';
import { keepRecord, type PartRecord, type PartReport, readRecords } from './report/record.ts';
import { openWorkplace } from './workplace.ts';

const parts: Record<PartName, (context: PartContext) => Promise<PartReport>> = {
  cli: cliPart,
  peers: peersPart,
  cache: cachePart,
  server: serverPart,
  index: indexPart,
  intake: intakePart,
  load: loadPart,
  size: sizePart,
};

/** `npm run bench`: measures the parts that were asked for, and tells all that is known in bench/README.md. */
async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options === 'help') return console.log(help);
  const workplace = openWorkplace(options.temp);
  const say = (line: string): void => console.log(`  ${line}`);
  try {
    for (const part of options.parts) await measurePart(part, { options, workplace, say }, args);
  } finally {
    workplace.remove();
  }
}

/** A part that fails does not take those before it with it. */
async function measurePart(part: PartName, context: PartContext, args: readonly string[]): Promise<void> {
  console.log(`${part}:`);
  const report = await parts[part](context);
  for (const { title, header, rows } of report.tables) {
    console.log(`\n${title}`);
    console.table(rows.map(row => Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']))));
  }
  for (const note of report.notes) console.log(note);
  const date = new Date().toISOString().slice(0, 10);
  const command = ['npm run bench --', ...told(context.options, part, args)].join(' ');
  const record = { part, date, machine: thisMachine(), command, ...report };
  keepRecord(context.options.hasEvidence ? record : ofReadmesAlone(record), !context.options.hasEvidence);
  for (const [name, text] of Object.entries(readmeOf(readRecords())))
    writeFileSync(join(import.meta.dirname, name), text);
}

function ofReadmesAlone(record: PartRecord): PartRecord {
  const named = (name: string): string => `${name}, READMEs alone`;
  const curves = record.curves.map(curve => ({ ...curve, name: named(curve.name) }));
  return { ...record, title: named(record.title), curves };
}

/** The words that measure this part again; folders of one machine are of no use on another. */
function told({ parts }: Options, part: PartName, args: readonly string[]): string[] {
  const options = args.filter(word => !parts.some(name => name === word));
  const local = options.flatMap((word, index) => (word === '--temp' ? [index, index + 1] : []));
  return [part, ...options.filter((_, index) => !local.includes(index))];
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
