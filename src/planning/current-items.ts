import { type Entry, isCurrent, isEntry, readmeOf, type Unlisted } from '../catalog/entry.ts';
import type { Library } from '../catalog/library.ts';
import { idsOf, type ListedFile } from '../inspection/tree.ts';
import { folderOf, patternFolderOf } from '../pattern/place.ts';

/** Of what is known of patterns already, that of which no file has changed: these folders need not be read. */
export function currentItems(
  known: readonly (Entry | Unlisted)[],
  listed: readonly ListedFile[],
): (Entry | Unlisted)[] {
  const idOf = idsOf(listed);
  // Of an entry that is there twice, neither can be believed.
  const counted = Map.groupBy(known, readmeOf);
  return known.filter(item => counted.get(readmeOf(item))?.length === 1 && isCurrent(item, idOf));
}

/** Files that lie in none of the folders of these items. */
export function withoutFolders(
  files: readonly ListedFile[],
  items: readonly (Entry | Unlisted)[],
): ListedFile[] {
  const folders = new Set(items.map(folderOf));
  return files.filter(({ path }) => !folders.has(patternFolderOf(path) ?? ''));
}

/** A library of what was read, and of what was known already. */
export function withItems(library: Library, items: readonly (Entry | Unlisted)[]): Library {
  return {
    ...library,
    entries: [...items.filter(isEntry), ...library.entries],
    unlisted: [...items.filter((item): item is Unlisted => !isEntry(item)), ...library.unlisted],
  };
}
