import type { Ledger } from './ledger.ts';

/** A kill: when the process was gone, whether it was still starting, and the jobs that it was at. */
type Kill = { at: number; atStart: boolean; interrupted: number[] };

/** What was acknowledged, what has become of it, and when; times are those of this process. */
export type Books = {
  acknowledged: ReadonlySet<number>;
  kills: readonly Kill[];
  acknowledge(number: number): void;
  enter(ledger: Ledger): void;
  kill(kill: Kill): void;
  /** So many jobs are acknowledged, and not known to be over. */
  waiting(): number;
  /** Acknowledged, and neither done nor given up. */
  left(): number[];
  givenUp(): number;
  /** Seconds from each kill until there was an acknowledgement again. */
  acknowledgedAgain(): number[];
  /** Seconds from each kill that met running jobs until the last of these was over. */
  resumed(): number[];
};

export function openBooks(): Books {
  const acknowledged = new Set<number>();
  const acknowledgements: number[] = [];
  const overAt = new Map<number, number>();
  const givenUp = new Set<number>();
  const kills: Kill[] = [];
  const left = (): number[] => [...acknowledged].filter(number => !overAt.has(number));
  return {
    acknowledged,
    kills,
    acknowledge(number) {
      acknowledged.add(number);
      acknowledgements.push(performance.now());
    },
    enter({ done, givenUp: given }) {
      const now = performance.now();
      for (const number of given) givenUp.add(number);
      for (const number of [...done, ...given]) if (!overAt.has(number)) overAt.set(number, now);
    },
    kill: kill => void kills.push(kill),
    waiting: () => acknowledged.size - overAt.size,
    left,
    givenUp: () => givenUp.size,
    acknowledgedAgain: () =>
      kills.flatMap(({ at }) => {
        const next = acknowledgements.find(time => time > at);
        return next === undefined ? [] : [(next - at) / 1000];
      }),
    resumed: () =>
      kills.flatMap(({ at, interrupted }) => {
        const times = interrupted.map(number => overAt.get(number) ?? Number.POSITIVE_INFINITY);
        return times.length === 0 ? [] : [(Math.max(...times) - at) / 1000];
      }),
  };
}
