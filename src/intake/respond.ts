import type { IncomingMessage, ServerResponse } from 'node:http';

/** Sends a small JSON answer. */
export function respond(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(`${JSON.stringify(body)}\n`);
}

const lingerMs = 500;

/**
 * Answers a request whose body may still be coming, and hangs up. What comes is thrown away for a moment first:
 * hanging up on a sender in the middle of a body makes its system discard our answer unread.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
    ...headers,
  });
  response.write(text);
  const hangUp = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(hangUp, request.complete ? 0 : lingerMs);
  request.once('end', hangUp).once('close', hangUp).resume();
}

/** Headers for every answer: nothing here may be framed, sniffed, cached or load anything. */
export const securityHeaders: Record<string, string> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
