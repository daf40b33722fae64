import { readFileSync, writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { watchFor } from './watch-for.ts';
import type { WatchdogLimits } from './watchdog.ts';

/** Runs in a thread of its own: looks after the main thread, which may be unable to. */
const { shared, limits } = workerData as { shared: Int32Array; limits: WatchdogLimits };
const tickMs = 250;
/** For the main thread to tell where it is, and to end itself; one that is held by the system does neither. */
const lastWordMs = 1_000;

const watch = watchFor(limits, tickMs / 1000);
const ticking = setInterval(() => {
  const reason = watch({
    beats: Atomics.load(shared, 0),
    isStopping: Atomics.load(shared, 1) === 1,
    busySeconds: busySeconds(),
  });
  if (reason === null) return;
  clearInterval(ticking);
  end(reason);
}, tickMs);

/** Processor time that the main thread has had, whose id is that of the process; null where the system does not tell. */
function busySeconds(): number | null {
  try {
    const stat = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

/**
 * Says why, with the stack of what the main thread is at, and ends the process with 1. The debugger's protocol interrupts also an endless
 * loop. A signal is the second choice: the first process of a container is not killed by its own.
 */
function end(reason: string): void {
  const session = new Session();
  session.connectToMainThread();
  const inMain = (expression: string, told: (value: unknown) => void) =>
    session.post('Runtime.evaluate', { expression }, (_error, answer) =>
      told((answer as { result?: { value?: unknown } } | undefined)?.result?.value),
    );
  const kill = (stack: unknown): void => {
    writeSync(2, `${reason}\n${typeof stack === 'string' ? `The main thread was here:\n${stack}\n` : ''}`);
    inMain(exitQuietly, () => {});
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), lastWordMs);
  };
  const unanswered = setTimeout(kill, lastWordMs);
  inMain(whereItIs, stack => {
    clearTimeout(unanswered);
    kill(stack);
  });
}

const whereItIs = `(() => {
  Error.stackTraceLimit = 30;
  return new Error().stack.split('\\n').slice(3).join('\\n');
})()`;

/** Node would say on its way out that it waits for the debugger. */
const exitQuietly = `(() => {
  const { closeSync, openSync } = process.getBuiltinModule('fs');
  closeSync(2);
  openSync('/dev/null', 'w');
  process.exit(1);
})()`;
