import type { Books } from './books.ts';

export type Outcome = {
  kills: number;
  /** Of those, while the process was still starting. */
  killsAtStart: number;
  /** Of those, while jobs were running. */
  killsAtWork: number;
  acknowledged: number;
  lost: number;
  givenUp: number;
  /** Seconds from a kill to the next acknowledgement, and to the end of the jobs that it interrupted. */
  acknowledgedAgain: Spread;
  resumed: Spread;
};

type Spread = { median: number; p99: number; longest: number };

/** Counts what stands in the books. */
export function outcome(books: Books): Outcome {
  const resumed = books.resumed();
  return {
    kills: books.kills.length,
    killsAtStart: books.kills.filter(({ atStart }) => atStart).length,
    killsAtWork: resumed.length,
    acknowledged: books.acknowledged.size,
    lost: books.left().length,
    givenUp: books.givenUp(),
    acknowledgedAgain: spread(books.acknowledgedAgain()),
    resumed: spread(resumed),
  };
}

function spread(seconds: readonly number[]): Spread {
  const sorted = [...seconds].sort((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return Math.round(value * 100) / 100;
  };
  return { median: at(0.5), p99: at(0.99), longest: at(1) };
}
