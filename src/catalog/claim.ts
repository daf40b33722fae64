import { folderOf } from '../pattern/place.ts';
import type { Library } from './library.ts';
import { nameKey } from './library.ts';

/** What another open pull request takes for a pattern that it adds or changes; null: it does not say. */
export type Claim = { number: number; fingerprint: string | null; name: string | null; folder: string };

/** What a pattern can take that only one may have. */
export type Key = 'fingerprint' | 'name' | 'folder';

/** Numbers of the pull requests that take the same as this, in order; none when it was taken before all of them. */
export function alsoTakenBy(key: Key, value: string, claims: readonly Claim[], base: Library): number[] {
  const same = sameAs[key](value);
  const isTaken =
    base.entries.some(entry => same({ ...entry, folder: folderOf(entry) })) ||
    (key === 'folder' && base.unlisted.some(item => folderOf(item) === value));
  if (isTaken) return [];
  return [...new Set(claims.filter(same).map(({ number }) => number))].sort((a, b) => a - b);
}

type Keys = Omit<Claim, 'number'>;

const sameAs: Record<Key, (value: string) => (other: Keys) => boolean> = {
  fingerprint: value => other => other.fingerprint === value,
  name: value => other => other.name !== null && nameKey(other.name) === nameKey(value),
  folder: value => other => other.folder === value,
};
