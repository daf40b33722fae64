import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

async function watched(what: string) {
  const child = fork(join(import.meta.dirname, 'watched-process.ts'), [what], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const said = text(child.stderr as NodeJS.ReadableStream);
  await once(child, 'message');
  return { child, ended: exited.then(async ([code, signal]) => ({ code, signal, said: await said })) };
}

test.each([
  ['loops', 'The process has done nothing else for 1 seconds of work', /at .*loopForEver /],
  ['loops in WebAssembly', 'The process has done nothing else for 1 seconds of work', /wasm/],
  ['waits', 'The process has not moved for 1 seconds', /at .*waits/],
])('a process that %s is ended with a sentence, and says where it was', async (what, sentence, place) => {
  const { ended } = await watched(what);
  const { code, said } = await ended;
  expect(code).toBe(1);
  expect(said).toMatch(place);
  expect(said.split('\n')[0]).toContain(sentence);
  expect(said).not.toContain('debugger');
});

test('one that does not stop when it is told to is ended', async () => {
  const { child, ended } = await watched('does not stop');
  child.kill('SIGTERM');
  const { code, said } = await ended;
  expect(code).toBe(1);
  expect(said).toMatch(/^The process did not stop within 1 seconds/);
});
