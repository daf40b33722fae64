import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment } from '../git-environment.ts';
import type { GitObject } from './git-store.ts';

type Request = { answer(object: GitObject | null): void; fail(error: Error): void };

/** One Git process that answers one question after the other: starting one for each takes longer than the answers. */
type ObjectProcess = { ask(expression: string): Promise<GitObject | null> };

const processes = new Map<string, ObjectProcess>();

/** Nobody has to end the process: it goes when nobody has asked for so long, or when this one ends. */
const idleMilliseconds = 1_000;

/** Any object by id or expression (`main`, `<oid>:<path>`), or null when there is none. */
export async function readObject(directory: string, expression: string): Promise<GitObject | null> {
  if (!isReadable(expression)) return null;
  const known = processes.get(directory) ?? startedIn(directory);
  return known.ask(expression);
}

/**
 * A line break would start another request, and Git gives up altogether where `@{…}` or a relative path means nothing to
 * it: such an expression stands for nothing.
 */
function isReadable(expression: string): boolean {
  return expression !== '' && !/[\n\0]|@\{|:\.{1,2}(?:\/|$)/.test(expression);
}

function startedIn(directory: string): ObjectProcess {
  const child = spawn('git', ['cat-file', '--batch'], { cwd: directory, env: gitEnvironment() });
  const waiting: Request[] = [];
  let complaint = '';
  const end = (): void => {
    if (processes.get(directory) === started) processes.delete(directory);
    child.stdin.end();
  };
  const idle = setTimeout(end, idleMilliseconds).unref();
  const failAll = (error: Error): void => {
    end();
    for (const request of waiting.splice(0)) request.fail(error);
  };
  child.stderr.on('data', chunk => {
    complaint += chunk;
  });
  child.on('error', failAll);
  child.on('close', code =>
    failAll(new Error(`git cat-file --batch ended with ${code}: ${complaint.trim()}`)),
  );
  child.stdin.on('error', () => {}); // its end is told by `close`
  readAnswers(child, object => waiting.shift()?.answer(object));
  const started: ObjectProcess = {
    ask: expression =>
      new Promise((answer, fail) => {
        waiting.push({ answer, fail });
        idle.refresh();
        child.stdin.write(`${expression}\n`);
      }),
  };
  processes.set(directory, started);
  return started;
}

/** Answers come as a line that names the object, and its bytes with a line break behind them. */
function readAnswers(
  child: ChildProcessWithoutNullStreams,
  onAnswer: (object: GitObject | null) => void,
): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let wanted = 1;
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    while (size >= wanted) {
      const bytes = Buffer.concat(chunks);
      const next = answerIn(bytes);
      if ('wanted' in next) {
        chunks = [bytes];
        wanted = next.wanted;
        return;
      }
      onAnswer(next.object);
      chunks = [bytes.subarray(next.length)];
      size = bytes.length - next.length;
      wanted = 1;
    }
  });
}

/** The first answer and how many bytes it takes; or how many bytes it needs to be whole. */
function answerIn(bytes: Buffer): { object: GitObject | null; length: number } | { wanted: number } {
  const end = bytes.indexOf('\n');
  if (end === -1) return { wanted: bytes.length + 1 };
  const match = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(bytes.subarray(0, end).toString());
  if (!match) return { object: null, length: end + 1 };
  const [, oid = '', type, size] = match;
  const to = end + 1 + Number(size);
  if (bytes.length < to + 1) return { wanted: to + 1 };
  const content = bytes.subarray(end + 1, to);
  return { object: { oid, type: type as GitObject['type'], content }, length: to + 1 };
}
