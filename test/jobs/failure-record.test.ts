import { expect, test } from 'vitest';
import { type FailureRecord, failureRecord, storedRecord } from '../../src/jobs/failure-record.ts';

/** What every store and log takes: whole characters without NUL, bounded, and plain. */
function expectClean(record: FailureRecord): void {
  const text = JSON.stringify(record);
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  expect(text.length).toBeLessThan(60_000);
  expect(
    Object.keys(record).filter(
      key => !['name', 'message', 'stack', 'status', 'code', 'causes'].includes(key),
    ),
  ).toEqual([]);
}

const circular: Record<string, unknown> = new Error('circular') as never;
circular.cause = circular;
circular.errors = [circular, circular];

const throwing = new Proxy(
  {},
  {
    get() {
      throw new Error('a getter');
    },
    ownKeys() {
      throw new Error('keys');
    },
  },
);

const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

const long = 'x'.repeat(1_000_000);
const deep = Array.from({ length: 50 }).reduce(
  (cause: unknown, _, depth) => new Error(`${depth} ${long}`, { cause }),
  'the first',
);

test.each<[string, unknown]>([
  ['NUL', new Error('a\0b')],
  ['half a pair', new Error('a\ud83d b \udc00')],
  ['a pair at the cut', new Error(`${'x'.repeat(999)}\ud83e\udd80`)],
  ['much text', Object.assign(new Error(long), { stack: long, name: long, code: long })],
  ['a circle', circular],
  ['a deep chain', deep],
  [
    'many causes',
    new AggregateError(
      Array.from({ length: 10_000 }, () => new Error(long)),
      long,
    ),
  ],
  ['getters that throw', throwing],
  ['a revoked proxy', { cause: revoked, errors: revoked, message: revoked }],
  ['no object', Symbol('s\0')],
  ['a number', 12n],
  ['nothing', undefined],
  ['a function', () => {}],
  [
    'a client',
    Object.assign(new Error('gone'), {
      client: { password: 's3cret' },
      request: { headers: { authorization: 'x' } },
    }),
  ],
])('of %s a record is clean and bounded', (_name, thrown) => {
  expectClean(failureRecord(thrown));
  expectClean(failureRecord(new Error('outer', { cause: thrown })));
});

test('name, message, HTTP status, code and causes are kept', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const error = Object.assign(new TypeError('Bad credentials', { cause }), { status: 401 });
  expect(failureRecord(error)).toMatchObject({
    name: 'TypeError',
    message: 'Bad credentials',
    status: 401,
    stack: expect.stringContaining('failure-record.test.ts'),
    causes: [{ message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' }],
  });
});

test('tokens and passwords are not', () => {
  const { message } = failureRecord(
    new Error(
      'ghs_16C7e42F292c6912E7710c838347Ae178B4a at postgres://app:s3cret@db/x and github_pat_11ABCDEFG0abcdefgh',
    ),
  );
  expect(message).toBe('… at postgres://…@db/x and …');
});

test('what a store kept is read back the same, and what pg-boss says itself', () => {
  const record = failureRecord(new Error('outer', { cause: new Error('inner') }));
  expect(storedRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  expect(storedRecord({ value: { message: 'job heartbeat timeout' } })).toMatchObject({
    message: 'job heartbeat timeout',
  });
  expect(storedRecord(null)).toBeNull();
});
