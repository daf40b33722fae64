import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientAddress, isPrivate } from './client-address.ts';

export type ConnectionBounds = { maxConnections: number; maxPerAddress: number };

/**
 * Keeps the number of connections within bounds. When there is no room for one more, the one that we have waited for the longest
 * has to go, so connections on which nothing or little comes do not keep others out. An address that many may share has no
 * bound of its own.
 */
export function boundConnections(server: Server, bounds: ConnectionBounds): void {
  const open = new Map<Socket, string>();
  const perAddress = new Map<string, number>();
  /** Connections that have not sent all of a request, the longest awaited first. */
  const awaited = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    const address = clientAddress({ socket, headers: {} }, 0);
    const count = perAddress.get(address) ?? 0;
    if (count >= bounds.maxPerAddress && !isPrivate(address)) return void socket.destroy();
    if (open.size >= bounds.maxConnections) {
      const [longest] = awaited;
      if (longest === undefined) return void socket.destroy();
      forget(longest);
      longest.destroy();
    }
    open.set(socket, address);
    perAddress.set(address, count + 1);
    awaited.add(socket);
    socket.once('close', () => forget(socket));
  });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
    if (length === '0' && encoding === undefined) awaited.delete(socket);
    request.once('end', () => awaited.delete(socket));
    response.once('close', () => {
      awaited.delete(socket);
      if (open.has(socket)) awaited.add(socket);
    });
  });

  function forget(socket: Socket): void {
    const address = open.get(socket);
    if (address === undefined) return;
    const left = (perAddress.get(address) ?? 1) - 1;
    if (left > 0) perAddress.set(address, left);
    else perAddress.delete(address);
    open.delete(socket);
    awaited.delete(socket);
  }
}
