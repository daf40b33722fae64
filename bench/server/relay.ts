import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between two and tells when a request came and when its answer was complete, in milliseconds. */
export type Relay = {
  url: string;
  passed: { path: string; from: number; to: number }[];
  /** How long a request is kept before it is passed on. */
  holdMilliseconds: number;
  close(): Promise<void>;
};

/** Passes every request on to `target()` as it is. */
export async function startRelay(target: () => string): Promise<Relay> {
  const relay: Pick<Relay, 'passed' | 'holdMilliseconds'> = { passed: [], holdMilliseconds: 0 };
  const server = createServer((incoming, outgoing) => {
    const from = performance.now();
    const { method = 'GET', headers, url = '/' } = incoming;
    const onward = request(new URL(url, target()), { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on('end', () => relay.passed.push({ path: url, from, to: performance.now() }));
    });
    onward.on('error', () => outgoing.destroy());
    if (relay.holdMilliseconds === 0) incoming.pipe(onward);
    else setTimeout(() => incoming.pipe(onward), relay.holdMilliseconds);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(relay, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
