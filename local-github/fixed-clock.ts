export type FixedClock = {
  /** To be given to `startLocalGitHub`. */
  now(): Date;
  advance(seconds: number): void;
};

/** A clock that stands still until it is moved on: with it, the same steps give the same commits, times and ids again. */
export function fixedClock(start: string): FixedClock {
  let milliseconds = Date.parse(start);
  return {
    now: () => new Date(milliseconds),
    advance(seconds) {
      milliseconds += seconds * 1000;
    },
  };
}
