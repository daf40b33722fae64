#!/usr/bin/env node
import packageJson from '../../package.json' with { type: 'json' };
import { commands } from './commands.ts';

const width = Math.max(...[...commands.keys()].map(name => name.length));

const help = `Runs the GitHub App that looks after libraries of patterns.

Usage: pattern-librarian <command> [options]

${[...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

Settings are variables of the environment, or stand in .env of the folder it is started in.
pattern-librarian --version tells the version.`;

/** Runs a command. A usage that is not understood is told beside the usage, and exits with 2. */
async function main([name, ...rest]: string[]): Promise<void> {
  if (name === '--version' || name === '-v') return console.log(packageJson.version);
  if (name === '--help' || name === '-h' || name === 'help') return console.log(help);
  const command = commands.get(name ?? '');
  if (command) return (await command.load()).run(rest);
  const what = name === undefined ? '' : `There is no command ${JSON.stringify(name)}.\n\n`;
  console.error(`${what}${help}`);
  process.exitCode = 2;
}

await main(process.argv.slice(2));
