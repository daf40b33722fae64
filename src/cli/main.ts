#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import { type Examiner, openExaminer } from '../examiner/open-examiner.ts';
import { didYouMean } from '../pattern/did-you-mean.ts';
import { visible } from '../pattern/visible.ts';
import { checkCommand, checkHelp } from './check-command.ts';
import { explainCommand, explainHelp } from './explain-command.ts';
import { indexCommand, indexHelp } from './index-command.ts';
import { newCommand, newHelp } from './new-command.ts';
import { notebookCommand, notebookHelp } from './notebook-command.ts';
import type { Refusal } from './refusal.ts';
import { reproduceCommand, reproduceHelp } from './reproduce-command.ts';
import { reviewCommand, reviewHelp } from './review-command.ts';
import { templatesCommand, templatesHelp } from './templates-command.ts';
import { type ExitCode, openTerminal, type Terminal } from './terminal.ts';

type Command = {
  run(args: string[], terminal: Terminal, examiner: Examiner): Promise<ExitCode | Refusal>;
  help: string;
};

const commands: Record<string, Command> = {
  check: { run: checkCommand, help: checkHelp },
  reproduce: { run: reproduceCommand, help: reproduceHelp },
  notebook: { run: notebookCommand, help: notebookHelp },
  index: { run: indexCommand, help: indexHelp },
  review: { run: reviewCommand, help: reviewHelp },
  explain: { run: explainCommand, help: explainHelp },
  new: { run: newCommand, help: newHelp },
  templates: { run: templatesCommand, help: templatesHelp },
};

const help = `Looks after a library of patterns.

Usage: patterns <command> [options]

  new        start a pattern: asks what it needs and writes a draft that passes
  check      check patterns, as the App will on GitHub
  reproduce  run benchmarks and write what was measured, or compare with --check
  notebook   export a pattern's runnable blocks as a notebook
  review     print the review that the App would post on a pull request
  explain    what a rule wants, why, and how to satisfy it
  index      write INDEX.md and index.json, or verify them with --check
  templates  write GitHub's templates for pull requests and issues, or verify them with --check

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
    terminal.print((Object.hasOwn(commands, rest[0] ?? '') && commands[rest[0] ?? '']?.help) || help);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const near = didYouMean(name, Object.keys(commands));
    terminal.complain(
      `There is no command ${JSON.stringify(visible(name))}.${near ? ` Did you mean ${near}?` : ''}\n\n${help}`,
    );
    return 2;
  }
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (options.includes('--help') || options.includes('-h')) {
    terminal.print(command.help);
    return 0;
  }
  const examiner = openExaminer({ processes: availableParallelism() });
  const outcome = await command.run(rest, terminal, examiner).finally(() => examiner.close());
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
