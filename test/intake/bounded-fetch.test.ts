import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { boundedFetch } from '../../src/intake/bounded-fetch.ts';

/** A server on this machine that answers as it is told. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('an answer comes through as it is', async () => {
  const url = await serve((request, response) => {
    response.writeHead(request.url === '/none' ? 204 : 418, { 'x-kind': 'tea' }).end();
  });
  const response = await boundedFetch()(url);
  expect([response.status, response.headers.get('x-kind'), await response.text()]).toEqual([418, 'tea', '']);
  expect((await boundedFetch()(`${url}none`)).status).toBe(204);
});

test('no answer is an error, as is one that begins and does not end', async () => {
  const silent = await serve(() => {});
  const half = await serve((_request, response) => void response.write('{"data":'));
  const fetch = boundedFetch({ answerMs: 20, bodyMs: 20 });
  await expect(fetch(silent)).rejects.toThrow('GitHub did not answer within 0.02 s');
  await expect(boundedFetch({ answerMs: 10_000, bodyMs: 20 })(half)).rejects.toThrow(
    'GitHub did not finish its answer within 0.02 s',
  );
});

test('an answer that breaks off is an error, and not an empty answer', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100', 'content-type': 'application/json' });
    response.write('{"data":', () => response.destroy());
  });
  await expect(boundedFetch()(url)).rejects.toThrow();
});

test('the signal of the job ends the request, with its reason', async () => {
  const asked = Promise.withResolvers<void>();
  const url = await serve(() => asked.resolve());
  const stop = new AbortController();
  const request = boundedFetch()(url, { signal: stop.signal });
  await asked.promise;
  stop.abort(new Error('the job is over'));
  await expect(request).rejects.toThrow('the job is over');
});
