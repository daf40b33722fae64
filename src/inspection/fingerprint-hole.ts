import type { Fix } from '../pattern/diagnostic.ts';

/**
 * A place in a fix for a fingerprint that only the library knows: which one is free depends on all patterns. Whoever examines
 * a folder leaves the hole, and whoever knows the library fills it.
 */
export type FingerprintHole = {
  /** Stands in the fix's text where the fingerprint goes. */
  mark: string;
  /** Written where no other pattern has it. */
  preferred: string | null;
  /** What is left of the fix when there is no fingerprint to give. */
  otherwise: Fix | null;
};

/** A fix with its hole filled; null where there is nothing to offer. */
export function filled(fix: Fix, hole: FingerprintHole, fingerprint: string | null): Fix | null {
  if (fingerprint === null) return hole.otherwise;
  return { ...fix, text: fix.text.replaceAll(hole.mark, fingerprint) };
}

/** Gives marks that stand nowhere in a text, and remembers what each stands for. */
export function marksFor(text: string): {
  mark(preferred: string | null): string;
  holeIn(fix: Fix): Omit<FingerprintHole, 'otherwise'> | null;
} {
  const given = new Map<string, string | null>();
  let number = 0;
  return {
    mark(preferred) {
      // Like a fingerprint it begins with a letter and needs no quotes in YAML.
      do number += 1;
      while (text.includes(markNumber(number)));
      given.set(markNumber(number), preferred);
      return markNumber(number);
    },
    holeIn(fix) {
      for (const [mark, preferred] of given) if (fix.text.includes(mark)) return { mark, preferred };
      return null;
    },
  };
}

/** None is the beginning of another one. */
function markNumber(number: number): string {
  return `XX-HOLE-${number}-`;
}
