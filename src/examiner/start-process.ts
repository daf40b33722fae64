import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ready } from './ready.ts';

/** What holds the process in. */
export type Fences = {
  /** Of the JavaScript heap. */
  megabytes: number;
  /** Folders that it may read: its own code. */
  readable: readonly string[];
  /** What it runs. */
  processFile: string;
};

/** A process, and whether it has loaded: null, or why it has not. */
export type Started = { child: ChildProcess; notStarted: Promise<string | null> };

export const examinerProcess = `${import.meta.dirname}/examiner-process${import.meta.filename.slice(-3)}`;

/**
 * All that the process may read: this code and what it depends on, wherever that is installed. Where packages are links, as
 * some package managers make them, both the folder of the links and that of what they lead to.
 */
export const installed = [
  resolve(import.meta.dirname, '..'),
  resolve(import.meta.dirname, '../../schemas'),
  ...new Set(
    [
      ...(createRequire(import.meta.url).resolve.paths('unified') ?? [])
        .filter(path => basename(path) === 'node_modules' && existsSync(path))
        .map(path => `${path}${sep}`),
      fileURLToPath(import.meta.resolve('unified')),
    ].map(path => path.replace(/([\\/]node_modules[\\/]).*/, '$1')),
  ),
];

/** Loading takes a second on an idle machine. */
const maxStartMilliseconds = 60_000;

/** Kilobytes beside the heap: of Node itself (it starts with 250 MB), of buffers, and of compiled parsers. */
const beyondHeap = 768 * 1024;

/**
 * Markdown and YAML parsers can be driven into minutes of work by a few kilobytes (github.com/remarkjs/remark/issues/1010),
 * and a pull request is anybody's input. So strangers' files are examined in a child process: no environment and so no
 * secrets, no right to read other files, to write or to start programs, bounded memory, and an end by the parent's clock.
 */
export function startProcess({ megabytes, readable, processFile }: Fences): Started {
  const flags = [
    '--permission',
    ...readable.map(path => `--allow-fs-read=${path}`),
    `--max-old-space-size=${megabytes}`,
    '--disable-warning=SecurityWarning',
  ];
  const child = fork(processFile, {
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

/** Under Linux the system bounds what lies outside the heap as well; a shell sets the limit and becomes Node. */
function limited(flags: readonly string[], megabytes: number): { execPath: string; execArgv: string[] } {
  const script = `ulimit -d ${megabytes * 1024 + beyondHeap} && exec "$0" "$@"`;
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
