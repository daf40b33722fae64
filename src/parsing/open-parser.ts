import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isParsed, type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';

/** Parses files of strangers. One file that cannot be parsed becomes a value; the others are parsed all the same. */
export type Parser = {
  /** In the order given. Rejects only when the parser is closed or no process can be started. */
  parse(files: readonly SourceFile[]): Promise<ParsedFile[]>;
  close(): void;
};

const processFile = `${import.meta.dirname}/parser-process${import.meta.filename.slice(-3)}`;

/** All that the process may read: this code and what it depends on, wherever that is installed. */
const readable = [resolve(import.meta.dirname, '..'), fileURLToPath(import.meta.resolve('unified'))].map(
  path => path.replace(/([\\/]node_modules[\\/]).*/, '$1'),
);

/** So many times the clock may be run out by the files of one call; then the rest of them is refused. */
const patience = 6;

type Failure = { failure: 'too-slow' | 'died' };

/**
 * Markdown and YAML parsers can be driven into minutes of work by a few kilobytes (github.com/remarkjs/remark/issues/1010),
 * and a pull request is anybody's input. So they run in a child process: no environment and so no secrets, no right to
 * read other files, to write or to start programs, a bounded heap, and an end by the clock.
 */
export function openParser({ milliseconds = 10_000, megabytes = 256 } = {}): Parser {
  let child: ChildProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const start = (): ChildProcess => {
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
    started.once('exit', () => {
      if (child === started) child = null;
    });
    return started;
  };

  const attempt = (file: SourceFile): Promise<ParsedFile | Failure> => {
    closing.signal.throwIfAborted();
    child ??= start();
    const running = child;
    const { promise, resolve, reject } = Promise.withResolvers<ParsedFile | Failure>();
    const end = (failure: Failure['failure']) => (): void => {
      if (child === running) child = null;
      running.kill('SIGKILL');
      resolve({ failure });
    };
    const died = end('died');
    const timer = setTimeout(end('too-slow'), milliseconds);
    const stop = (): void => reject(closing.signal.reason);
    running.once('message', resolve).once('exit', died).once('error', died);
    closing.signal.addEventListener('abort', stop);
    running.send(file, error => error && died());
    return promise.finally(() => {
      clearTimeout(timer);
      running.off('message', resolve).off('exit', died).off('error', died);
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
    close() {
      closing.abort(new Error('the parser is closed'));
      child?.kill('SIGKILL');
      child = null;
    },
  };
}
