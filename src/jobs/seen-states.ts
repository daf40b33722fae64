/** What sweeps saw of things when they last asked for a look at them. */
export type SeenStates = {
  /** Asks for the look unless one was asked for in this very state, not too long ago. Tells whether it was asked for. */
  lookUnlessSeen(key: string, state: string, look: () => Promise<void>): Promise<boolean>;
  /** The look came to nothing: the next sweep asks for it in whatever state. */
  forget(key: string): void;
};

/** Some changes leave no trace where a sweep looks, such as a workflow that has ended: once a day everything is looked at. */
const maxAge = 24 * 60 * 60 * 1000;
const maxKeys = 100_000;

/**
 * Remembers in memory, for this process. What was asked for is durable, so it is done in the state that was seen or in a later one;
 * after a start everything is looked at once.
 */
export function seenStates(now: () => number = Date.now): SeenStates {
  const seen = new Map<string, { state: string; at: number }>();
  return {
    async lookUnlessSeen(key, state, look) {
      const known = seen.get(key);
      if (known?.state === state && now() - known.at < maxAge) return false;
      await look();
      seen.delete(key);
      seen.set(key, { state, at: now() });
      const [oldest] = seen.keys();
      if (seen.size > maxKeys && oldest !== undefined) seen.delete(oldest);
      return true;
    },
    forget: key => void seen.delete(key),
  };
}
