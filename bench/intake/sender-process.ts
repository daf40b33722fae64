import { once } from 'node:events';
import { delivery, type Source } from './delivery.ts';
import { atRate } from './load.ts';

/** Sends deliveries in turn about these pull requests. */
export type Sending = { url: string; source: Source; numbers: readonly number[]; perSecond: number };

/** Sends deliveries in a process of its own, whose clock nothing holds up, until it is told to stop; then it tells how they were answered. */
const over = new AbortController();
const [{ url, source, numbers, perSecond }] = (await once(process, 'message')) as [Sending];
process.once('message', () => over.abort());
let sent = 0;
const next = () => {
  sent += 1;
  return delivery(numbers[sent % numbers.length] ?? 0, undefined, source);
};
process.send?.(await atRate({ url, next }, perSecond, over.signal));
process.disconnect();
