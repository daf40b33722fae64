import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { together } from '../../src/jobs/together.ts';

test('what is asked for while a call is under way goes in the next one', async () => {
  const calls: number[][] = [];
  const under = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const double = together(async (items: number[]) => {
    calls.push(items);
    await under[calls.length - 1]?.promise;
    return items.map(item => item * 2);
  }, 3);
  const first = double(1);
  await vi.waitFor(() => expect(calls).toEqual([[1]]));
  const others = [2, 3, 4, 5].map(double);
  under[0]?.resolve();
  expect(await first).toBe(2);
  under[1]?.resolve();
  expect(await Promise.all(others)).toEqual([4, 6, 8, 10]);
  expect(calls).toEqual([[1], [2, 3, 4], [5]]);
});

test('who cannot be served fails alone, and those after it are served', async () => {
  const half = together(async (items: number[]) => {
    if (items.some(item => item % 2 === 1)) throw new Error('odd');
    return items.map(item => item / 2);
  }, 10);
  const results = await Promise.allSettled([2, 4, 5, 6].map(half));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await half(8)).toBe(4);
});

test('those who come while a call keeps the process from hearing them go together afterwards', async () => {
  const calls: number[][] = [];
  const echo = together(async (items: number[]) => {
    calls.push(items);
    // As a store does that works within this process.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    return items;
  }, 10);
  const heard = vi.fn((socket: Socket) => {
    socket.on('data', data => echo(data.length).then(() => socket.end()));
  });
  const server = createServer(heard);
  onTestFinished(() => void server.close());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sockets = Array.from({ length: 5 }, () => connect(port, '127.0.0.1'));
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(sockets.length));
  for (const socket of sockets) socket.write('look');
  await Promise.all(sockets.map(socket => once(socket.resume(), 'end')));
  // The first may be alone; the others have been heard by then.
  expect(calls.length).toBeLessThanOrEqual(2);
});

test('where nothing can be done at all, nobody waits for the failures of all others', async () => {
  let calls = 0;
  const broken = together(async (_: number[]) => {
    calls += 1;
    throw new Error('the store is away');
  }, 100);
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => broken(index)));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(calls).toBe(3);
});
