import { entryAt, type Library, nameKey } from './library.ts';
import { entriesWith, hasName, isUnlisted } from './library-index.ts';

/** What another open pull request takes for a pattern that it adds or changes; null: it does not say. */
export type Claim = { number: number; fingerprint: string | null; name: string | null; folder: string };

/** What a pattern can take that only one may have. */
export type Key = 'fingerprint' | 'name' | 'folder';

/** Numbers of the pull requests that take the same as this, in order; none when it was taken before all of them. */
export function alsoTakenBy(key: Key, value: string, claims: readonly Claim[], base: Library): number[] {
  if (isTaken[key](value, base)) return [];
  return [...new Set(claims.filter(sameAs[key](value)).map(({ number }) => number))].sort((a, b) => a - b);
}

const isTaken: Record<Key, (value: string, base: Library) => boolean> = {
  fingerprint: (value, base) => entriesWith(base, value).length > 0,
  name: (value, base) => hasName(base, value),
  folder: (value, base) => entryAt(base, value) !== null || isUnlisted(base, value),
};

const sameAs: Record<Key, (value: string) => (other: Claim) => boolean> = {
  fingerprint: value => other => other.fingerprint === value,
  name: value => {
    const key = nameKey(value);
    return other => other.name !== null && nameKey(other.name) === key;
  },
  folder: value => other => other.folder === value,
};
