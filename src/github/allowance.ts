import type { Place } from './place-at-commit.ts';

/** How many bytes of each commit are read. */
export type Allowance = {
  take(place: Place, bytes: number): void;
  isLeft(place: Place): boolean;
};

/** Counts the bytes of each commit on its own; left out, as many may be read as there are. */
export function allowance(maxBytes = Number.POSITIVE_INFINITY): Allowance {
  const taken = new Map<string, number>();
  return {
    take: ({ oid }, bytes) => void taken.set(oid, (taken.get(oid) ?? 0) + bytes),
    isLeft: ({ oid }) => (taken.get(oid) ?? 0) <= maxBytes,
  };
}
