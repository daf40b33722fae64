import type { IncomingMessage } from 'node:http';

/** A body read whole, or the HTTP status and the sentence that say why it was not. */
export type Body = { bytes: Buffer } | { status: number; message: string };

/** `maxBytes` for one body, `maxBufferedBytes` for all that are being read at once, `timeoutMs` for one to arrive. */
export type BodyLimits = { maxBytes: number; maxBufferedBytes: number; timeoutMs: number };

/**
 * Makes a reader of request bodies that keeps to the limits while reading, whatever Content-Length says: the
 * signature can only be checked over the whole body, so before that anybody can make us buffer.
 */
export function bodyReader(limits: BodyLimits): (request: IncomingMessage) => Promise<Body> {
  let bufferedBytes = 0;
  const tooLarge = { status: 413, message: `The body is larger than ${limits.maxBytes} bytes.` };
  const busy = { status: 503, message: 'Too many large bodies are arriving at once; send this one again.' };
  const tooSlow = { status: 408, message: `The body did not arrive within ${limits.timeoutMs / 1000} s.` };
  const aborted = { status: 400, message: 'The connection ended before the body did.' };

  return request => {
    if (Number(request.headers['content-length']) > limits.maxBytes) return Promise.resolve(tooLarge);
    const chunks: Buffer[] = [];
    let size = 0;
    return new Promise(resolve => {
      const timer = setTimeout(() => finish(tooSlow), limits.timeoutMs);
      const finish = (body: Body) => {
        clearTimeout(timer);
        request.off('data', onData).off('end', onEnd).off('close', onClose).pause();
        bufferedBytes -= size;
        size = 0;
        resolve(body);
      };
      const onData = (chunk: Buffer) => {
        size += chunk.length;
        bufferedBytes += chunk.length;
        if (size > limits.maxBytes) finish(tooLarge);
        else if (bufferedBytes > limits.maxBufferedBytes) finish(busy);
        else chunks.push(chunk);
      };
      const onEnd = () => finish({ bytes: Buffer.concat(chunks) });
      const onClose = () => finish(aborted);
      request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
    });
  };
}
