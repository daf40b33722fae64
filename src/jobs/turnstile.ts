/** Who goes in: many at a time, or one that nobody is beside. */
export type Entry = 'shared' | 'alone';

export type Turnstile = {
  /** Waits for the turn; the result leaves again. Rejects with the signal's reason. */
  enter(as: Entry, signal: AbortSignal): Promise<() => void>;
};

/**
 * Lets attempts run beside each other, or one alone. Whoever waits to be alone is not overtaken, so that it waits for what runs
 * already and for nothing else.
 */
export function turnstile(): Turnstile {
  const waiting: { as: Entry; admit(): void }[] = [];
  let inside = 0;
  let isOccupied = false;

  function fits(as: Entry): boolean {
    return as === 'alone' ? inside === 0 : !isOccupied;
  }

  function admitNext(): void {
    for (let first = waiting[0]; first && fits(first.as); first = waiting[0]) {
      waiting.shift();
      first.admit();
    }
  }

  function occupy(as: Entry): () => void {
    inside += 1;
    if (as === 'alone') isOccupied = true;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      inside -= 1;
      if (as === 'alone') isOccupied = false;
      admitNext();
    };
  }

  return {
    async enter(as, signal) {
      signal.throwIfAborted();
      if (waiting.length === 0 && fits(as)) return occupy(as);
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const entry = { as, admit: () => resolve(occupy(as)) };
      const giveUp = () => {
        const place = waiting.indexOf(entry);
        if (place === -1) return;
        waiting.splice(place, 1);
        reject(signal.reason);
        admitNext();
      };
      waiting.push(entry);
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        return await promise;
      } finally {
        signal.removeEventListener('abort', giveUp);
      }
    },
  };
}
