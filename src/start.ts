#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { listen } from './intake/listen.ts';
import { type SetupSettings, settingsFrom } from './intake/settings.ts';
import { createSetup } from './intake/setup.ts';
import { startServer } from './server.ts';

/** What people type to start the App. */
const invocation = import.meta.filename.endsWith('.mjs') ? 'pattern-librarian' : 'npm start';

/**
 * `npm start`: reads `.env` and the environment, which wins, and runs the App until it is told to stop; without
 * credentials it first creates the App on GitHub. Says in sentences what is wrong, and then exits with 1.
 */
async function start(): Promise<void> {
  const envFile = resolve('.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const result = settingsFrom(process.env);
  if (result.kind === 'problems')
    return fail(['The App cannot start:', ...result.problems.map(it => `- ${it}`)]);
  try {
    if (result.kind === 'no-credentials') return await createTheApp(result.settings, envFile);
    const server = await startServer({ settings: result.settings });
    stopOnSignal(server.close, server.log.info.bind(server.log));
  } catch (error) {
    fail([error instanceof Error ? error.message : String(error)]);
  }
}

async function createTheApp(settings: SetupSettings, envFile: string): Promise<void> {
  const setup = await listen(
    settings,
    createSetup({
      settings,
      envFile,
      created: name => {
        console.log(`${name} is created and its credentials are in ${envFile}: run ${invocation} again.`);
        void setup.close();
      },
      failed: error =>
        console.error(`The App was not set up: ${error instanceof Error ? error.message : error}`),
    }),
  );
  console.log(
    `There is no GitHub App yet: open ${setup.url} to create it, and then run ${invocation} again.`,
  );
  stopOnSignal(setup.close, console.log);
}

/** The first signal stops in good order, the second at once. */
function stopOnSignal(close: () => Promise<void>, say: (sentence: string) => void): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      say(`${signal}: finishing what is running.`);
      close().then(
        () => process.exit(0),
        error => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

function fail(lines: string[]): void {
  console.error(lines.join('\n'));
  process.exitCode = 1;
}

await start();
