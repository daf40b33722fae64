import type { FailureRecord } from './failure-record.ts';

/** While a store is away, every worker and every timer has its own failure, again and again. */
const quietMs = 60_000;
const maxOthers = 5;

/**
 * Makes a reporter of failures that come in crowds: the first is told, the others of the next minute are counted, and told with
 * what they said if it was something else.
 */
export function occasionally(tell: (about: object) => void): (failure: FailureRecord) => void {
  let quietUntil = 0;
  let count = 0;
  const messages = new Set<string>();
  return failure => {
    const now = performance.now();
    if (now < quietUntil) {
      count += 1;
      if (messages.size < maxOthers) messages.add(failure.message);
      return;
    }
    messages.delete(failure.message);
    tell({
      err: failure,
      ...(count > 0 && { untold: count }),
      ...(messages.size > 0 && { others: [...messages] }),
    });
    quietUntil = now + quietMs;
    count = 0;
    messages.clear();
  };
}
