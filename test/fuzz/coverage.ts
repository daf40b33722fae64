import { branchesWatched, counters } from './instrument.ts';

export type Coverage = {
  /** Says whether a branch was taken for the first time, or twice as often as ever, and forgets how often this time. */
  isNew(): boolean;
  /** How many branches have been taken, of how many that are watched. */
  sum(): { taken: number; all: number };
};

export function noCoverage(): Coverage {
  /** Of each branch, how many times it was taken at once: a bit for 1, 2, 3–4, 5–8, … */
  const taken = new Uint32Array(counters.length);
  counters.fill(0);
  return {
    isNew() {
      let isNew = false;
      const all = branchesWatched();
      for (let branch = 0; branch < all; branch += 1) {
        const times = counters[branch] ?? 0;
        if (times === 0) continue;
        counters[branch] = 0;
        const bit = 1 << (32 - Math.clz32(times - 1));
        const before = taken[branch] ?? 0;
        if ((before & bit) !== 0) continue;
        taken[branch] = before | bit;
        isNew = true;
      }
      return isNew;
    },
    sum: () => ({
      taken: taken.reduce((sum, bits) => sum + (bits === 0 ? 0 : 1), 0),
      all: branchesWatched(),
    }),
  };
}
