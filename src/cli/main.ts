#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import { openExaminer } from '../examiner/open-examiner.ts';
import { didYouMean } from '../pattern/did-you-mean.ts';
import { visible } from '../pattern/visible.ts';
import { commands } from './commands.ts';
import { orRefusal } from './not-readable.ts';
import { type ExitCode, openTerminal, type Terminal } from './terminal.ts';

const width = Math.max(...[...commands.keys()].map(name => name.length));

const help = `Looks after a library of patterns.

Usage: patterns <command> [options]

${[...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

  patterns <command> --help tells more; patterns --version tells the version.`;

async function main(args: string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.complain(help);
    return 2;
  }
  if (name === '--version' || name === '-v') {
    terminal.print(packageJson.version);
    return 0;
  }
  if (['--help', '-h', 'help'].includes(name)) {
    terminal.print((await commands.get(rest[0] ?? '')?.load())?.help ?? help);
    return 0;
  }
  const command = commands.get(name);
  if (!command) {
    const near = didYouMean(name, commands.keys());
    terminal.complain(
      `There is no command ${JSON.stringify(visible(name))}.${near ? ` Did you mean ${near}?` : ''}\n\n${help}`,
    );
    return 2;
  }
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (options.includes('--help') || options.includes('-h')) {
    terminal.print((await command.load()).help);
    return 0;
  }
  const examiner = openExaminer({ processes: availableParallelism() });
  // Whoever waits for it later is told why it does not start.
  if (command.examines) void examiner.start().catch(() => undefined);
  const run = async () => (await command.load()).run(rest, terminal, examiner);
  const outcome = await orRefusal(run()).finally(() => examiner.close());
  if (typeof outcome === 'number') return outcome;
  terminal.complain(outcome.refusal);
  return 2;
}

const terminal = openTerminal();
try {
  process.exitCode = await main(process.argv.slice(2), terminal);
} catch (error) {
  process.exitCode = 2;
  // A disk that is full or closed is told in a sentence; anything else is a fault of ours, and the stack helps to find it.
  const isOfSystem = error instanceof Error && 'syscall' in error;
  terminal.complain(
    isOfSystem
      ? `This could not be done: ${visible(error.message)}.`
      : `This is a fault of Pattern Librarian; please report it.\n${error instanceof Error ? error.stack : String(error)}`,
  );
}
