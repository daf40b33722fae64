import { type ChildProcess, fork } from 'node:child_process';
import type { Backend } from './fast-markdown.ts';
import { ready } from './ready.ts';
import { walled } from './walls.ts';

/** What holds the process in. */
export type Fences = {
  /** Of the JavaScript heap. */
  megabytes: number;
  /** Folders that it may read: its own code. */
  readable: readonly string[];
  /** What it runs. */
  processFile: string;
  /** What it may parse Markdown with; the first that can be opened is taken. Machine code is let past the permissions. */
  backends: readonly Backend[];
};

/** A process, and whether it has loaded: null, or why it has not. */
export type Started = { child: ChildProcess; notStarted: Promise<string | null> };

/** Loading takes a second on an idle machine. */
const maxStartMilliseconds = 60_000;

/**
 * Kilobytes beside the heap. V8 reserves 512 MB for machine code at its start, which nothing else can use, and Node with the parser as
 * WebAssembly has 120 MB when it is ready: so what is left for buffers is what the heap leaves of its own bound.
 */
const beyondHeap = 640 * 1024;

/**
 * Markdown and YAML parsers can be driven into minutes of work by a few kilobytes (github.com/remarkjs/remark/issues/1010),
 * and a pull request is anybody's input. So strangers' files are examined in a child process: no environment and so no
 * secrets, no right to read other files, to write or to start programs, bounded memory, and an end by the parent's clock. Node's
 * permissions hold neither the network nor signals; where the system has namespaces, they do.
 */
export function startProcess({ megabytes, readable, processFile, backends }: Fences): Started {
  const flags = [
    '--permission',
    ...readable.map(path => `--allow-fs-read=${path}`),
    `--max-old-space-size=${megabytes}`,
    // Examiners share the processors among themselves: more helpers than one for each compile earlier what then waits longer.
    '--v8-pool-size=1',
    ...(backends.includes('native') ? ['--allow-addons'] : []),
    '--disable-warning=SecurityWarning',
  ];
  const child = fork(processFile, [...backends], {
    env: {},
    ...(process.platform === 'linux' ? limited(flags, megabytes) : { execArgv: flags }),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // An idle examiner keeps nobody alive; while it works, the clock above it does.
  child.unref();
  child.channel?.unref();
  child.on('error', () => undefined); // told by whoever waits, and nothing to an idle examiner
  return { child, notStarted: loading(child) };
}

/** Under Linux the system bounds what lies outside the heap as well; a shell sets the limit, and becomes Node behind its walls. */
function limited(flags: readonly string[], megabytes: number): { execPath: string; execArgv: string[] } {
  const script = `ulimit -d ${megabytes * 1024 + beyondHeap} && ${walled}`;
  return { execPath: '/bin/sh', execArgv: ['-c', script, process.execPath, ...flags] };
}

function loading(child: ChildProcess): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const timer = setTimeout(() => {
    resolve(`it was not ready after ${maxStartMilliseconds / 1000} seconds`);
    child.kill('SIGKILL');
  }, maxStartMilliseconds);
  child
    .once('message', message => resolve(message === ready ? null : 'it spoke before it was ready'))
    .once('error', error => resolve(error.message))
    .once('exit', (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
  return promise.finally(() => clearTimeout(timer));
}
