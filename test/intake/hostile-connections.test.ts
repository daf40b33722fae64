import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { listen } from '../../src/intake/listen.ts';
import { body, closeServers, head, headersFor, payload, serve } from './webhook-server.ts';

const held: Socket[] = [];
afterEach(async () => {
  for (const socket of held.splice(0)) socket.destroy();
  await closeServers();
});

const mebibyte = 1024 * 1024;

/** Opens a connection, sends this, and holds it; resolves when all of it is on its way. */
function hold(url: string, ...pieces: (string | Buffer)[]): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  held.push(socket);
  socket.on('error', () => {});
  return new Promise(resolve => {
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
      resolve(socket);
    });
    socket.on('close', () => resolve(socket));
  });
}

function ended(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    if (socket.destroyed) resolve();
    socket.once('close', resolve).resume();
  });
}

test('twenty connections that hold large bodies keep no signed delivery out', async () => {
  // As many and as fast as by default, but with time for a machine that is busy.
  const { url, deliver, stored } = await serve({
    limits: {
      maxBytes: 25 * mebibyte,
      maxSmallBytes: 64 * 1024,
      maxPlaces: 3,
      maxWaiting: 200,
      timeoutMs: 120_000,
      paceMs: 250,
      minPaceBytes: 64 * 1024,
    },
  });
  const promised = head({ ...headersFor('', 'another'), 'content-length': String(24 * mebibyte) });
  const chunked = head({ ...headersFor('', 'another'), 'transfer-encoding': 'chunked' });
  const hostile = Array.from({ length: 20 }, (_, place) =>
    place % 2 === 0
      ? hold(url, promised, Buffer.alloc(20 * mebibyte, ' '))
      : hold(url, chunked, '100000\r\n', 'slow'),
  );
  await Promise.all(hostile);
  const large = JSON.stringify({ ...payload, filler: 'x'.repeat(5 * mebibyte) });
  const deliveries = Array.from({ length: 150 }, (_, place) =>
    deliver(place % 50 === 7 ? { body: large } : {}),
  );
  const statuses = (await Promise.all(deliveries)).map(({ status }) => status);
  expect(statuses.filter(status => status !== 202)).toEqual([]);
  expect(stored).toHaveLength(150);
});

test('a small body has its place while all places for large ones are taken and contested', async () => {
  const { url, deliver } = await serve({
    limits: { maxPlaces: 1, maxSmallBytes: body.length, timeoutMs: 60_000, paceMs: 60_000 },
  });
  const large = head({ ...headersFor(''), 'content-length': '100000' });
  await Promise.all([hold(url, large), hold(url, large), hold(url, large)]);
  expect((await deliver()).status).toBe(202);
});

test('where there is no room, the connection that is awaited the longest goes, and no other', async () => {
  const arrived = Promise.withResolvers<() => void>();
  const bounds = { maxConnections: 3, maxPerAddress: 1 };
  const server = await listen(
    { host: '127.0.0.1', port: 0 },
    ({ url }, response) => {
      if (url === '/slow') arrived.resolve(() => response.end('done'));
      else response.end('quick');
    },
    bounds,
  );
  // Its request is complete, so nobody waits for it any more.
  const slow = fetch(`${server.url}/slow`);
  const finish = await arrived.promise;
  const first = await hold(server.url, 'GET / HT');
  await hold(server.url);
  expect(await (await fetch(server.url, { headers: { connection: 'close' } })).text()).toBe('quick');
  await ended(first);
  finish();
  expect(await (await slow).text()).toBe('done');
  await server.close(0);
});

test('requests in one packet are answered one by one, and the first that is refused is the last', async () => {
  const { url, stored } = await serve();
  const signed = `${head({ ...headersFor(body), 'content-length': String(body.length) })}${body}`;
  const forged = `${head({ ...headersFor(body, 'another'), 'content-length': String(body.length) })}${body}`;
  const socket = await hold(url, signed.repeat(3), forged.repeat(50), signed);
  let answer = '';
  socket.on('data', chunk => {
    answer += chunk;
  });
  await ended(socket);
  expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toEqual([
    'HTTP/1.1 202',
    'HTTP/1.1 202',
    'HTTP/1.1 202',
    'HTTP/1.1 401',
  ]);
  expect(stored.length).toBeGreaterThanOrEqual(3);
});
