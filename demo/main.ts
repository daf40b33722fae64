import { parseArgs } from 'node:util';
import { sayTo } from './say.ts';
import { openScene, type Scene } from './scene.ts';
import { tellStory } from './story.ts';

/**
 * `npm run demo`: a GitHub on this machine, the App, and a pattern's way into the library. Then it stays up to be
 * looked at; with `--once` it ends. Exit codes: 0 all went as it should, 1 something did not, 2 wrong usage, 130 Ctrl-C.
 */
async function main(once: boolean): Promise<number> {
  const say = sayTo(process.stdout);
  const interruption = new AbortController();
  const interrupted = new Promise<void>(resolve => {
    const interrupt = (): void => {
      interruption.abort();
      resolve();
    };
    // Each signal may come twice, from the terminal and from npm, and cleaning up must not be cut short by it.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
    // Whoever listened has gone, as in `| head`.
    process.stdout.on('error', interrupt);
  });
  let scene: Scene | null = null;
  let keepLog = false;
  try {
    say.line(say.paint('bold', 'Pattern Librarian: how a pattern gets into the library'));
    say.line('Git, pull requests, webhooks and the App are real; GitHub is a small one on this machine.');
    scene = await say.while('a GitHub and the App are starting', openScene());
    const pulls = await tellStory(scene, say, interruption.signal);
    say.line();
    const { deliveries } = scene.world.state;
    const asked = scene.world.requests.filter(({ as }) => !as.startsWith('user:'));
    say.line(say.paint(['bold', 'green'], 'Every step did what it should.'));
    say.line(`The App received ${deliveries.length} webhooks and asked GitHub ${asked.length} times.`);
    say.line('The same check on your machine: npm run patterns -- check');
    if (once) return 0;
    say.line('To look around:');
    for (const pull of pulls) say.line(`   ${scene.pageOf(pull)}  ${pull.title}`);
    say.line('Ctrl-C ends it and leaves nothing behind.');
    await interrupted;
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) return 130;
    keepLog = true;
    say.line(say.paint(['bold', 'red'], '✗ This step did not do what it should.'));
    say.line(reasonOf(error));
    if (scene) say.line(`What the App did meanwhile: ${scene.logFile}`);
    return 1;
  } finally {
    await scene?.close({ keepLog });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === 'spawn git ENOENT' ? 'There is no git on the PATH; install Git.' : error.message;
}

function wantsOnce(): boolean | null {
  try {
    return parseArgs({ options: { once: { type: 'boolean', default: false } } }).values.once;
  } catch {
    return null;
  }
}

const once = wantsOnce();
if (once === null) {
  console.error('Usage: npm run demo [-- --once]\n  --once  end after the last step, instead of staying up');
  process.exitCode = 2;
} else process.exitCode = await main(once);
