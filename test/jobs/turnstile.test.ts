import { expect, test } from 'vitest';
import { turnstile } from '../../src/jobs/turnstile.ts';

const never = new AbortController().signal;

/** Lets everything happen that waits for nothing. */
const settled = () => new Promise(resolve => setImmediate(resolve));

test('many go in beside each other, and one alone waits for them and is not overtaken', async () => {
  const gate = turnstile();
  const order: string[] = [];
  const enter = async (name: string, as: 'shared' | 'alone') => {
    const leave = await gate.enter(as, never);
    order.push(name);
    return leave;
  };
  const first = await enter('first', 'shared');
  const second = await enter('second', 'shared');
  const alone = enter('alone', 'alone');
  const third = enter('third', 'shared');
  const aloneToo = enter('alone too', 'alone');
  first();
  first();
  await settled();
  expect(order).toEqual(['first', 'second']);
  second();
  (await alone)();
  (await third)();
  (await aloneToo)();
  expect(order).toEqual(['first', 'second', 'alone', 'third', 'alone too']);
});

test('who gives up makes room', async () => {
  const gate = turnstile();
  const stop = new AbortController();
  const leave = await gate.enter('shared', never);
  const alone = gate.enter('alone', stop.signal);
  const shared = gate.enter('shared', never);
  stop.abort(new Error('too late'));
  await expect(alone).rejects.toThrow('too late');
  (await shared)();
  leave();
  await expect(gate.enter('alone', stop.signal)).rejects.toThrow('too late');
  (await gate.enter('alone', never))();
});
