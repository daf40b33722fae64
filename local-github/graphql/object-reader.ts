import { type GitObject, git } from '../git.ts';

export type ObjectReader = (directory: string, expression: string) => Promise<GitObject | null>;

type Request = { expression: string; answer(object: GitObject | null): void; fail(error: unknown): void };

/** Reads Git objects by id or expression; everything asked for in one turn is read by one Git process. */
export function objectReader(): ObjectReader {
  const waiting = new Map<string, Request[]>();

  async function readAll(directory: string): Promise<void> {
    const requests = waiting.get(directory) ?? [];
    waiting.delete(directory);
    try {
      const input = requests.map(({ expression }) => `${expression}\n`).join('');
      const objects = parse(await git(directory, ['cat-file', '--batch'], input), requests.length);
      for (const [place, request] of requests.entries()) request.answer(objects[place] ?? null);
    } catch (error) {
      for (const request of requests) request.fail(error);
    }
  }

  return (directory, expression) =>
    new Promise((answer, fail) => {
      if (!isReadable(expression)) return answer(null);
      const requests = waiting.get(directory) ?? [];
      requests.push({ expression, answer, fail });
      waiting.set(directory, requests);
      if (requests.length === 1) setImmediate(readAll, directory);
    });
}

/**
 * A line break would start another request, and Git gives up on the whole batch where `@{…}` or a relative path means
 * nothing to it: such an expression stands for nothing.
 */
function isReadable(expression: string): boolean {
  return expression !== '' && !/[\n\0]|@\{|:\.{1,2}(?:\/|$)/.test(expression);
}

function parse(answers: Buffer, count: number): (GitObject | null)[] {
  const objects: (GitObject | null)[] = [];
  let start = 0;
  while (objects.length < count) {
    const end = answers.indexOf('\n', start);
    const header = answers.subarray(start, end).toString();
    const match = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(header);
    const [, oid = '', type, size] = match ?? [];
    const content = answers.subarray(end + 1, end + 1 + Number(size ?? 0));
    objects.push(match ? { oid, type: type as GitObject['type'], content } : null);
    start = end + 1 + (match ? content.length + 1 : 0);
  }
  return objects;
}
