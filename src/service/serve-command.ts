import { existsSync } from 'node:fs';
import { listen } from '../intake/listen.ts';
import { likelySlips } from '../intake/setting-names.ts';
import { type SetupSettings, settingsFrom } from '../intake/settings.ts';
import { createSetup } from '../intake/setup.ts';
import { openLog } from './open-log.ts';
import { envFile, keyFile, readEnvironment } from './read-environment.ts';
import { startServer } from './server.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { startWatchdog } from './watchdog.ts';

/** What people type to start the App. */
const invocation = import.meta.filename.endsWith('.mjs') ? 'pattern-librarian serve' : 'npm start';

/**
 * `pattern-librarian serve`: runs the App until it is told to stop; without credentials it first creates the App on
 * GitHub. Says in sentences what is wrong, and then exits with 1.
 */
export async function serveCommand(args: string[]): Promise<void> {
  if (args.some(arg => arg === '--help' || arg === '-h'))
    return console.log(
      'Usage: pattern-librarian serve\n\nIt takes no options; its settings are variables: docs/operating.md, .env.example.',
    );
  if (args.length > 0)
    return fail([`serve takes no options, and got ${args.join(' ')}; settings are variables.`], 2);
  const env = readEnvironment();
  const [result, mistaken] = [settingsFrom(env), likelySlips(env)];
  if (result.kind === 'problems')
    return fail(['The App cannot start:', ...[...result.problems, ...mistaken].map(it => `- ${it}`)]);
  try {
    if (result.kind === 'no-credentials') return await createTheApp(result.settings, mistaken);
    const log = openLog(result.settings);
    for (const sentence of mistaken) log.warn(sentence);
    const { stopping } = startWatchdog();
    const { settings } = result;
    // Begins when signals are heeded: a store that is made takes seconds in one piece.
    const starting = Promise.resolve().then(() => startServer({ settings, log, storeFailed: endAtOnce }));
    // What is starting is stopped in good order too, when it has started.
    stopOnSignal({
      close: async () => (await starting).close(),
      say: sentence => log.info(sentence),
      stopping,
    });
    await starting;
  } catch (error) {
    fail([sentenceOf(error)]);
    // What was half started may have timers and connections left.
    process.exit();
  }
}

async function createTheApp(settings: SetupSettings, mistaken: string[]): Promise<void> {
  if (existsSync(keyFile))
    return fail([
      `There is ${keyFile}, and none of APP_ID, WEBHOOK_SECRET and PRIVATE_KEY_PATH is set. If it is the key of your App, set all three; to create an App, move it away first.`,
      ...mistaken,
    ]);
  for (const sentence of mistaken) console.error(sentence);
  const setup = await listen(
    settings,
    createSetup({
      settings,
      envFile,
      keyFile,
      created: name => {
        console.log(
          `${name} is created. Its settings are in ${envFile}, its private key is ${keyFile}: run ${invocation} again.`,
        );
        void setup.close();
      },
      failed: error => console.error(`The App was not set up: ${sentenceOf(error)}`),
    }),
  );
  console.log(
    `There is no GitHub App yet: open ${setup.url} to create it, and then run ${invocation} again.`,
  );
  stopOnSignal({ close: setup.close, say: console.log });
}

/** There is nothing to stop in good order: what is not stored is answered by nobody, and so it is sent again. */
function endAtOnce(fault: Error): void {
  console.error(
    `${fault.message} The process ends; start it again when that is mended. What was acknowledged is kept.`,
  );
  process.exit(1);
}

/** What failed, and not what failed as well when the rest was closed. */
function sentenceOf(error: unknown): string {
  if (error instanceof SuppressedError) return sentenceOf(error.suppressed);
  return error instanceof Error ? error.message : String(error);
}

function fail(lines: string[], code = 1): void {
  console.error(lines.join('\n'));
  process.exitCode = code;
}
