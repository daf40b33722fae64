import { expect, test } from 'vitest';
import { listen } from '../../src/intake/listen.ts';

const port = (url: string) => Number(new URL(url).port);

test('an address in use is told in a sentence', async () => {
  const first = await listen({ host: '127.0.0.1', port: 0 }, (_request, response) => response.end());
  const again = listen({ host: '127.0.0.1', port: port(first.url) }, () => {});
  await expect(again).rejects.toThrow(`Port ${port(first.url)} on 127.0.0.1 is already in use`);
  await first.close();
  await expect(fetch(first.url)).rejects.toThrow();
  await expect(listen({ host: '192.0.2.1', port: 0 }, () => {})).rejects.toThrow('look at HOST and PORT');
});

test('closing lets a request under way finish', async () => {
  const arrived = Promise.withResolvers<() => void>();
  const server = await listen({ host: '127.0.0.1', port: 0 }, (_request, response) => {
    arrived.resolve(() => response.setHeader('connection', 'close').end('done'));
  });
  const answer = fetch(server.url);
  const finish = await arrived.promise;
  const closed = server.close();
  finish();
  expect(await (await answer).text()).toBe('done');
  await closed;
});

test('closing cuts off a request that does not end', async () => {
  const arrived = Promise.withResolvers<void>();
  const server = await listen({ host: '127.0.0.1', port: 0 }, () => arrived.resolve());
  const answer = fetch(server.url).catch(() => 'cut off');
  await arrived.promise;
  await server.close(20);
  expect(await answer).toBe('cut off');
});
