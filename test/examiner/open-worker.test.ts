import { expect, test } from 'vitest';
import { type Failure, openWorker } from '../../src/examiner/open-worker.ts';
import { examinerProcess, installed } from '../../src/examiner/own-code.ts';

/** One process, and what is asked of it. */

test('an answer that comes after the process has been given up answers nobody else', async () => {
  const milliseconds = 4_000;
  const fences = { megabytes: 256, readable: installed, processFile: examinerProcess, backends: [] };
  const processes: string[] = [];
  const worker = openWorker(fences, milliseconds, what => processes.push(what));
  const ask = (path: string) =>
    worker.ask(
      { folder: { path, files: [{ path: `${path}/README.md`, text: '# Text' }] } },
      { domain: 'ml', taxonomy: null, rules: false },
    );
  const told = (answer: Awaited<ReturnType<typeof ask>> | Failure) =>
    'failure' in answer ? answer.failure : 'examination' in answer && answer.examination.path;
  try {
    expect(told(await ask('patterns/ml/a/warm'))).toBe('patterns/ml/a/warm');
    const [one, two] = [ask('patterns/ml/a/one'), ask('patterns/ml/a/two')];
    await new Promise(resolve => setImmediate(resolve));
    // As a laptop that sleeps: the answers lie there, and the clock has run out.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds + 500);
    expect([told(await one), told(await two)]).toEqual(['too-slow', 'patterns/ml/a/two']);
    expect(told(await ask('patterns/ml/a/three'))).toBe('patterns/ml/a/three');
    expect(processes).toEqual(['started', 'killed', 'started']);
  } finally {
    worker.close();
  }
});
