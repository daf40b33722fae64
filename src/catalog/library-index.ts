import { folderOf } from '../pattern/place.ts';
import { remembered } from '../pattern/remembered.ts';
import type { Entry } from './entry.ts';
import { type Library, nameKey } from './library.ts';

/**
 * What rules and the index ask of a library for each of its patterns, so that ten thousand patterns are not compared with ten
 * thousand: each list is made once for a library, in its order, and only when somebody asks.
 */

/** The patterns that have a fingerprint; several only by mistake. */
export function entriesWith(library: Library, fingerprint: string): readonly Entry[] {
  return byFingerprint(library).get(fingerprint) ?? [];
}

/** Whether there is a pattern of this name, whatever its case and punctuation. */
export function hasName(library: Library, name: string): boolean {
  return names(library).has(nameKey(name));
}

/** Whether a folder holds a pattern that could not be listed. */
export function isUnlisted({ unlisted }: Library, folder: string): boolean {
  return unlistedFolders(unlisted).has(folder);
}

/** The patterns that name a fingerprint in a relation, or as the one that supersedes them. */
export function entriesRelatingTo(library: Library, fingerprint: string): readonly Entry[] {
  return relating(library).get(fingerprint) ?? [];
}

/** The patterns whose README links to a folder. */
export function entriesLinkingTo(library: Library, folder: string): readonly Entry[] {
  return linking(library).get(folder) ?? [];
}

const byFingerprint = remembered(({ entries }: Library) =>
  Map.groupBy(entries, ({ fingerprint }) => fingerprint),
);

const names = remembered(({ entries }: Library) => new Set(entries.map(({ name }) => nameKey(name))));

const unlistedFolders = remembered((unlisted: Library['unlisted']) => new Set(unlisted.map(folderOf)));

const relating = remembered(({ entries }: Library) =>
  entriesBy(entries, ({ superseded_by, relations }) => [
    ...(superseded_by === undefined ? [] : [superseded_by]),
    ...relations.map(({ fingerprint }) => fingerprint),
  ]),
);

const linking = remembered(({ entries }: Library) => entriesBy(entries, ({ links = [] }) => links));

/** Each entry under each of its keys, once. */
function entriesBy(
  entries: readonly Entry[],
  keysOf: (entry: Entry) => readonly string[],
): ReadonlyMap<string, readonly Entry[]> {
  const lists = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const key of new Set(keysOf(entry))) {
      const list = lists.get(key);
      if (list) list.push(entry);
      else lists.set(key, [entry]);
    }
  return lists;
}
