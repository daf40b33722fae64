import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { boundConnections, type ConnectionBounds } from './bound-connections.ts';
import type { Listening } from './settings.ts';

export type ListeningServer = {
  /** Such as `http://127.0.0.1:3000`. */
  url: string;
  /** Takes no more connections, waits up to `graceMs` for the requests under way, and then cuts them off. */
  close: (graceMs?: number) => Promise<void>;
};

const defaultBounds = { maxConnections: 1_000, maxPerAddress: 200 };

/** Serves HTTP. Rejects with a sentence when the address cannot be had. */
export async function listen(
  { host, port, setting = 'PORT' }: Listening & { /** Where people set the port. */ setting?: string },
  listener: RequestListener,
  bounds: ConnectionBounds = defaultBounds,
): Promise<ListeningServer> {
  // Node looks every half minute by default whether a time is over.
  const times = { headersTimeout: 5_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 };
  const server = createServer(times);
  boundConnections(server, bounds);
  server.on('request', listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(new Error(wordsFor(error, host, port, setting), { cause: error })));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actualPort = isInternet(address) ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    close: (graceMs = 10_000) =>
      new Promise(resolve => {
        const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cutOff);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function isInternet(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function wordsFor(error: Error, host: string, port: number, setting: string): string {
  const code = 'code' in error ? error.code : error.message;
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is already in use; stop what uses it or set ${setting}.`;
  if (code === 'EACCES')
    return `Port ${port} needs more rights than this process has; set ${setting} to 1024 or above.`;
  return `Cannot listen on ${host}, port ${port} (${code}); look at HOST and ${setting}.`;
}
