/** Draws from a sequence that a seed and a number decide: the same two give the same draws on every machine. */
export type Random = {
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
  /** True so often in a hundred. */
  percent(times: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
};

/** Mulberry32, begun anew for each number, so that any input can be made again without those before it. */
export function randomFor(seed: number, number: number): Random {
  let state = Math.imul(seed + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % Math.max(1, limit);
  return {
    below,
    percent: times => below(100) < times,
    pick: items => items[below(items.length)] as (typeof items)[number],
  };
}
