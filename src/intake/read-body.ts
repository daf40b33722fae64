import type { IncomingMessage } from 'node:http';
import { bodyPlaces } from './body-places.ts';

/** A body read whole, or the HTTP status and the sentence that say why it was not. */
export type Body = { bytes: Buffer } | { status: number; message: string };

export type BodyLimits = {
  /** For one body. */
  maxBytes: number;
  /** A body that says it is no longer than this is read at once, whoever else is being read. */
  maxSmallBytes: number;
  /** How many longer ones are read at once, and how many wait for that. */
  maxPlaces: number;
  maxWaiting: number;
  /** For one body to arrive, the time that it waits included. */
  timeoutMs: number;
  /**
   * While others wait, so many bytes have to arrive in so many milliseconds; the second time in a row that they do not, the place
   * goes to the next. The first time it may be us who were late.
   */
  paceMs: number;
  minPaceBytes: number;
};

/**
 * Makes a reader of request bodies that keeps to the limits while reading, whatever Content-Length says: the signature can
 * only be checked over the whole body, so before that anybody can make us buffer. What a small body holds is bounded by the
 * connections; long ones take turns, and while they wait, their bytes stay with the sender.
 */
export function bodyReader(limits: BodyLimits): (request: IncomingMessage, address: string) => Promise<Body> {
  const { maxBytes, maxSmallBytes, timeoutMs, paceMs, minPaceBytes } = limits;
  const places = bodyPlaces(limits);
  const tooLarge = { status: 413, message: `The body is larger than ${maxBytes} bytes.` };
  const busy = { status: 503, message: 'Too many large bodies are arriving at once; send this one again.' };
  const tooSlow = { status: 408, message: `The body did not arrive within ${timeoutMs / 1000} s.` };
  const lostPlace = { status: 408, message: 'The body came too slowly while others waited.' };
  const aborted = { status: 400, message: 'The connection ended before the body did.' };

  return (request, address) => {
    const length = request.headers['content-length'];
    if (Number(length) > maxBytes) return Promise.resolve(tooLarge);
    const { promise, resolve } = Promise.withResolvers<Body>();
    const isSmall = length !== undefined && Number(length) <= maxSmallBytes;
    let chunks: Buffer[] = [];
    let size = 0;
    let sizeBefore = 0;
    let wasSlow = false;
    let isReading = false;
    let pace: NodeJS.Timeout | undefined;
    let leave = () => {};
    const finish = (body: Body) => {
      clearTimeout(timer);
      clearInterval(pace);
      request.off('data', onData).off('end', onEnd).off('close', onClose).pause();
      chunks = [];
      resolve(body);
      leave();
    };
    const timer = setTimeout(() => finish(isReading ? tooSlow : busy), timeoutMs);
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) finish(tooLarge);
      else chunks.push(chunk);
    };
    const onEnd = () => finish({ bytes: Buffer.concat(chunks) });
    const onClose = () => finish(aborted);
    const read = () => {
      isReading = true;
      request.on('data', onData).on('end', onEnd);
    };
    const keepPace = () => {
      const isSlow = places.isContested() && size - sizeBefore < minPaceBytes;
      if (isSlow && wasSlow) finish(lostPlace);
      wasSlow = isSlow;
      sizeBefore = size;
    };
    request.on('close', onClose).on('error', onClose);
    if (isSmall) read();
    else {
      const enter = () => {
        read();
        pace = setInterval(keepPace, paceMs);
      };
      leave = places.ask(address, { enter, refuse: () => finish(busy) });
    }
    return promise;
  };
}
