import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import {
  body,
  closeServers,
  exchange,
  head,
  headersFor,
  limits,
  payload,
  secret,
  serve,
} from './webhook-server.ts';

afterEach(closeServers);

test('a signed delivery is stored and only then accepted', async () => {
  let isStored = false;
  const { deliver, log } = await serve({
    enqueue: async job => {
      expect(job).toMatchObject({ kind: 'pull-request', number: 12, installationId: 77 });
      await new Promise(resolve => setImmediate(resolve));
      isStored = true;
    },
  });
  const response = await deliver();
  expect(isStored).toBe(true);
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({ accepted: 1 });
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(log.info).toHaveBeenCalledWith(
    expect.objectContaining({
      delivery: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      event: 'pull_request',
      action: 'opened',
      jobs: 1,
    }),
    'Accepted a delivery',
  );
});

test('a delivery that needs no look is accepted with the reason in the log', async () => {
  const { deliver, stored, log } = await serve();
  const response = await deliver({ headers: { 'x-github-event': 'star' } });
  expect([response.status, await response.json()]).toEqual([202, { accepted: 0 }]);
  expect(stored).toEqual([]);
  expect(log.text()).toContain('no use is made of this event');
});

test('ping is answered', async () => {
  const { deliver, stored } = await serve();
  const response = await deliver({ headers: { 'x-github-event': 'ping' } });
  expect([response.status, await response.json()]).toEqual([200, { message: 'pong' }]);
  expect(stored).toEqual([]);
});

test.each([
  ['no signature', { 'x-hub-signature-256': '' }, 401],
  ['SHA-1', { 'x-hub-signature-256': `sha1=${'a'.repeat(40)}` }, 401],
  ['a short signature', { 'x-hub-signature-256': 'sha256=abc' }, 401],
  ['a wrong signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, 401],
  ['a signature over other bytes', headersFor(`${body} `), 401],
  ['a signature with another secret', headersFor(body, 'another'), 401],
  ['no event', { 'x-github-event': '' }, 400],
  ['an odd event', { 'x-github-event': 'pull_request; drop' }, 400],
  ['no delivery id', { 'x-github-delivery': '' }, 400],
  ['an odd delivery id', { 'x-github-delivery': '{"level":"fatal"}' }, 400],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['no content type', { 'content-type': '' }, 415],
])('%s is refused and nothing is stored', async (_name, headers, status) => {
  const { deliver, stored, log } = await serve();
  const response = await deliver({ headers });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ message: expect.stringMatching(/\w+ \w+.*\.$/) });
  expect(stored).toEqual([]);
  expect(log.text()).not.toContain(secret);
});

test('a charset in the content type is fine', async () => {
  const { deliver } = await serve();
  expect((await deliver({ headers: { 'content-type': 'Application/JSON; charset=utf-8' } })).status).toBe(
    202,
  );
});

test.each(['GET', 'PUT', 'DELETE'])('%s is not a delivery', async method => {
  const { deliver } = await serve();
  const response = await deliver({ method });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test.each(['', '{', '[]', 'null', '"text"', '\ufeff{}', '['.repeat(1_000)])(
  'the body %j is refused',
  async text => {
    const { deliver, stored } = await serve();
    const response = await deliver({ body: text });
    expect([response.status, await response.json()]).toEqual([
      400,
      { message: 'The body is not a JSON object.' },
    ]);
    expect(stored).toEqual([]);
  },
);

test('the signature is over the bytes, not over their decoding', async () => {
  const { deliver } = await serve();
  const invalid = new Uint8Array(Buffer.from(`{"a":"${'x'}"}`));
  invalid[6] = 0xff;
  const other = new Uint8Array(invalid);
  other[6] = 0xfe;
  expect((await deliver({ body: invalid })).status).toBe(202);
  expect((await deliver({ body: other, headers: headersFor(invalid) })).status).toBe(401);
});

test('during a rotation both secrets count, and the old one no longer afterwards', async () => {
  const rotating = await serve({ secrets: ['new one', secret] });
  expect((await rotating.deliver()).status).toBe(202);
  expect((await rotating.deliver({ headers: headersFor(body, 'new one') })).status).toBe(202);
  expect((await rotating.deliver({ headers: headersFor(body, 'third') })).status).toBe(401);
  const rotated = await serve({ secrets: ['new one'] });
  expect((await rotated.deliver()).status).toBe(401);
});

test('when the store fails, GitHub is told so without details', async () => {
  const { deliver, log } = await serve({
    enqueue: async () => Promise.reject(new Error('disk full at /secret/place')),
  });
  const response = await deliver();
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.text()).not.toMatch(/disk|secret| at /);
  expect(log.error).toHaveBeenCalledOnce();
});

test('an installation of 5,000 repositories is answered at once, as one job', async () => {
  const { deliver, stored } = await serve();
  const repositories = Array.from({ length: 5_000 }, (_, index) => ({
    id: index + 1,
    node_id: `R_kgDO${index}`,
    name: `library-${index}`,
    full_name: `octo-org/library-${index}`,
    private: true,
  }));
  const text = JSON.stringify({ action: 'created', installation: { id: 77 }, repositories });
  const response = await deliver({
    body: text,
    headers: { ...headersFor(text), 'x-github-event': 'installation' },
  });
  expect([response.status, await response.json()]).toEqual([202, { accepted: 1 }]);
  expect(stored).toEqual([{ kind: 'installation', installationId: 77 }]);
});

test('a store that never answers fails the delivery before GitHub gives up', async () => {
  const { deliver } = await serve({ enqueue: () => new Promise(() => {}), limited: true });
  expect((await deliver()).status).toBe(503);
});

test('a store that throws at once is no crash', async () => {
  const { deliver } = await serve({
    enqueue: () => {
      throw new TypeError('closed');
    },
  });
  const response = await deliver();
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('closed');
});

test('a large Content-Length is refused before the body is sent', async () => {
  const { url } = await serve();
  const headers = { ...headersFor(body), 'content-length': String(26 * 1024 * 1024) };
  expect(await exchange(url, [head(headers)])).toMatch(/^HTTP\/1.1 413 /);
});

test('an endless chunked body is cut off at the limit', async () => {
  const { url, stored } = await serve();
  let sent = 0;
  const mebibyte = Buffer.alloc(1024 * 1024, ' ');
  function* endless() {
    yield head({ ...headersFor(body), 'transfer-encoding': 'chunked' });
    while (sent < 200) {
      sent += 1;
      yield '100000\r\n';
      yield mebibyte;
      yield '\r\n';
    }
  }
  expect(await exchange(url, endless())).toMatch(/^HTTP\/1.1 413 /);
  expect(sent).toBeGreaterThan(24);
  expect(sent).toBeLessThan(60);
  expect(stored).toEqual([]);
});

test('a body of exactly the limit is read, and one byte more is not', async () => {
  const { deliver } = await serve({ limited: true });
  const full = JSON.stringify({ ...payload, filler: '' });
  const fits = JSON.stringify({ ...payload, filler: 'x'.repeat(limits.maxBytes - full.length) });
  expect(Buffer.byteLength(fits)).toBe(limits.maxBytes);
  expect((await deliver({ body: fits })).status).toBe(202);
  expect((await deliver({ body: `${fits} ` })).status).toBe(413);
});

test('a body that does not arrive is given up', async () => {
  const { url } = await serve({ limited: true });
  const answer = await exchange(url, [head({ ...headersFor(body), 'content-length': '100' }), '{']);
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(answer).toContain('did not arrive within 0.15 s');
});

test('many bodies at once cannot fill the memory, and the next one is served again', async () => {
  const { url, deliver } = await serve({ limited: true });
  const pieces = [head({ ...headersFor(body), 'content-length': '1900' }), Buffer.alloc(1_800, ' ')];
  const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(url, pieces)));
  const statuses = answers.map(answer => answer.slice(9, 12));
  // More than are read and may wait; those that are read give nothing more.
  expect(statuses).toContain('503');
  expect(statuses).toContain('408');
  expect((await deliver()).status).toBe(202);
});

test('a connection that ends early stores nothing and leaves the server working', async () => {
  const { url, deliver, stored, log } = await serve();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => {
    socket.write(head({ ...headersFor(body), 'content-length': String(body.length) }) + body.slice(0, 10));
    setImmediate(() => socket.destroy());
  });
  await expect.poll(() => log.text()).toContain('The connection ended before the body did.');
  expect((await deliver()).status).toBe(202);
  expect(stored).toHaveLength(1);
});
