import { expect, test } from 'vitest';
import { reasonOf } from '../../src/jobs/reason-of.ts';

test.each([
  [new Error('no room'), 'no room'],
  [new AggregateError([new Error('one'), new Error('two')]), 'one, two'],
  // As Emscripten's file system throws them.
  [{ name: 'ErrnoError', errno: 51 }, 'name ErrnoError, errno 51'],
  [
    { name: 'ExitStatus', message: 'Program terminated with exit(1)', status: 1 },
    'Program terminated with exit(1), name ExitStatus, status 1',
  ],
  [{}, 'no reason was given'],
  [Object.create(null), 'no reason was given'],
  [undefined, 'undefined'],
  [7, '7'],
  ['text', 'text'],
])('%o says why', (thrown, words) => {
  expect(reasonOf(thrown)).toBe(words);
});
