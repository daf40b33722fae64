import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isParsed, type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';
import { ready } from './ready.ts';

/** Parses files of strangers. One file that cannot be parsed becomes a value; the others are parsed all the same. */
export type Parser = {
  /** In the order given. Rejects only when the parser is closed or no process can be started. */
  parse(files: readonly SourceFile[]): Promise<ParsedFile[]>;
  /** Resolves when there is a process that has loaded; rejects as `parse` does. */
  start(): Promise<void>;
  close(): void;
};

const processFile = `${import.meta.dirname}/parser-process${import.meta.filename.slice(-3)}`;

/**
 * All that the process may read: this code and what it depends on, wherever that is installed. Where packages are links, as
 * some package managers make them, both the folder of the links and that of what they lead to.
 */
const installed = [
  resolve(import.meta.dirname, '..'),
  ...new Set(
    [
      ...(createRequire(import.meta.url).resolve.paths('unified') ?? [])
        .filter(path => basename(path) === 'node_modules' && existsSync(path))
        .map(path => `${path}${sep}`),
      fileURLToPath(import.meta.resolve('unified')),
    ].map(path => path.replace(/([\\/]node_modules[\\/]).*/, '$1')),
  ),
];

/** So many times the clock may be run out by the files of one call; then the rest of them is refused. */
const patience = 6;

/** Loading takes a second on an idle machine. */
const startMilliseconds = 60_000;

type Failure = { failure: 'too-slow' | 'died' };

/** A process, and whether it has loaded: null, or why it has not. */
type Running = { child: ChildProcess; notStarted: Promise<string | null> };

/**
 * Markdown and YAML parsers can be driven into minutes of work by a few kilobytes (github.com/remarkjs/remark/issues/1010),
 * and a pull request is anybody's input. So they run in a child process: no environment and so no secrets, no right to
 * read other files, to write or to start programs, a bounded heap, and an end by the clock.
 */
export function openParser({ milliseconds = 10_000, megabytes = 256, readable = installed } = {}): Parser {
  let running: Running | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const start = (): Running => {
    const started = fork(processFile, {
      env: {},
      execArgv: [
        '--permission',
        ...readable.map(path => `--allow-fs-read=${path}`),
        `--max-old-space-size=${megabytes}`,
        '--disable-warning=SecurityWarning',
      ],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    // An idle parser keeps nobody alive; while it works, the clock above it does.
    started.unref();
    started.channel?.unref();
    started.on('error', () => undefined); // told by `attempt`, and nothing to an idle parser
    started.once('exit', () => forget(started));
    return { child: started, notStarted: loading(started) };
  };

  const forget = (child: ChildProcess): void => {
    if (running?.child === child) running = null;
  };

  /** A process that has loaded. One that was ended from outside meanwhile is replaced once. */
  const loaded = async (): Promise<ChildProcess> => {
    let reason: string | null = null;
    for (const _ of ['first', 'again']) {
      closing.signal.throwIfAborted();
      running ??= start();
      const { child, notStarted } = running;
      reason = await notStarted;
      closing.signal.throwIfAborted();
      if (reason === null) return child;
      forget(child);
    }
    throw new Error(`the process that parses files does not start: ${reason}`);
  };

  const attempt = async (file: SourceFile): Promise<ParsedFile | Failure> => {
    const child = await loaded();
    const { promise, resolve, reject } = Promise.withResolvers<ParsedFile | Failure>();
    const end = (failure: Failure['failure']) => (): void => {
      forget(child);
      child.kill('SIGKILL');
      resolve({ failure });
    };
    const died = end('died');
    const timer = setTimeout(end('too-slow'), milliseconds);
    const stop = (): void => reject(closing.signal.reason);
    closing.signal.addEventListener('abort', stop);
    child.once('message', resolve).once('exit', died).once('error', died);
    // It may have ended since it had loaded.
    if (child.exitCode !== null || child.signalCode !== null) died();
    else child.send(file, error => error && died());
    return promise.finally(() => {
      clearTimeout(timer);
      child.off('message', resolve).off('exit', died).off('error', died);
      closing.signal.removeEventListener('abort', stop);
    });
  };

  const parseOne = async (file: SourceFile, budget: { failures: number }): Promise<ParsedFile> => {
    if (!isReadable(file) || !isParsed(file.path)) return parseFile(file);
    const unreadable = (detail: string): ParsedFile => ({
      kind: 'unreadable',
      path: file.path,
      reason: 'too-complex',
      detail,
    });
    if (budget.failures >= patience)
      return unreadable('it was not tried, for too many other files of the same change took too long');
    let outcome = await attempt(file);
    // A busy machine must not be blamed on the file: only the second time counts.
    if ('failure' in outcome) outcome = await attempt(file);
    if (!('failure' in outcome)) return outcome;
    budget.failures += 2;
    return unreadable(
      outcome.failure === 'too-slow'
        ? `it takes more than ${milliseconds / 1000} seconds`
        : `it takes more than ${megabytes} MB of memory, or its process was ended twice`,
    );
  };

  return {
    parse(files) {
      const parsed = queue.then(async () => {
        const budget = { failures: 0 };
        const results: ParsedFile[] = [];
        for (const file of files) results.push(await parseOne(file, budget));
        return results;
      });
      queue = parsed.catch(() => undefined);
      return parsed;
    },
    async start() {
      await loaded();
    },
    close() {
      closing.abort(new Error('the parser is closed'));
      running?.child.kill('SIGKILL');
      running = null;
    },
  };
}

function loading(child: ChildProcess): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const timer = setTimeout(() => {
    resolve(`it was not ready after ${startMilliseconds / 1000} seconds`);
    child.kill('SIGKILL');
  }, startMilliseconds);
  child
    .once('message', message => resolve(message === ready ? null : 'it spoke before it was ready'))
    .once('error', error => resolve(error.message))
    .once('exit', (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
  return promise.finally(() => clearTimeout(timer));
}
