import { folderOf } from '../pattern/place.ts';
import type { Entry, Unlisted } from './entry.ts';

/** What is known of all patterns of a domain at one commit. */
export type Library = { entries: Entry[]; unlisted: Unlisted[] };

/** The library as it will be: without the folders that a change touches, and with what it puts there. */
export function withChange(library: Library, touched: ReadonlySet<string>, added: Library): Library {
  const untouched = (item: Entry | Unlisted): boolean => !touched.has(folderOf(item));
  return {
    entries: [...library.entries.filter(untouched), ...added.entries],
    unlisted: [...library.unlisted.filter(untouched), ...added.unlisted],
  };
}

/** The listed pattern in a folder (`patterns/<category>/<slug>`), or null. */
export function entryAt(library: Library, folder: string): Entry | null {
  return library.entries.find(entry => folderOf(entry) === folder) ?? null;
}

/** Names are the same when only case, spaces and punctuation differ; unless they are nothing but punctuation. */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase();
  const words = folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  return words === '' ? folded.trim() : words;
}
