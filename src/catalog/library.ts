import type { EvidenceLevel } from '../evidence/level.ts';
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { folderOf } from '../pattern/place.ts';
import { remembered } from '../pattern/remembered.ts';
import { type Entry, readmeOf, type Unlisted } from './entry.ts';
import { isPresent, type Reproduction } from './reproductions.ts';

/** What is known of all patterns of a domain at one commit. */
export type Library = {
  entries: Entry[];
  unlisted: Unlisted[];
  reproductions: Reproduction[];
  /** The state of the module that benchmarks share; null when there is none. */
  module: string | null;
};

export const emptyLibrary: Library = { entries: [], unlisted: [], reproductions: [], module: null };

/** Whoever has read the library, and in whatever order: of several patterns the same one is named and counts. */
export const inPlace = remembered((library: Library): Library => {
  const byPath = (a: Entry | Unlisted, b: Entry | Unlisted): number => byCodeUnit(readmeOf(a), readmeOf(b));
  return {
    ...library,
    entries: library.entries.toSorted(byPath),
    unlisted: library.unlisted.toSorted(byPath),
  };
});

/** The library as it will be: without the folders that a change touches, and with what it puts there. */
export function withChange(library: Library, touched: ReadonlySet<string>, added: Library): Library {
  const untouched = (item: Entry | Unlisted): boolean => !touched.has(folderOf(item));
  return {
    ...library,
    entries: [...library.entries.filter(untouched), ...added.entries],
    unlisted: [...library.unlisted.filter(untouched), ...added.unlisted],
  };
}

/** The listed pattern in a folder (`patterns/<category>/<slug>`), or null. */
export function entryAt(library: Library, folder: string): Entry | null {
  return byFolder(library).get(folder) ?? null;
}

const byFolder = remembered(
  ({ entries }: Library) => new Map(entries.toReversed().map(entry => [folderOf(entry), entry])),
);

/** How far an entry's figures can be relied on in this library. */
export function evidenceLevel({ reproductions, module }: Library, entry: Entry): EvidenceLevel {
  const { level } = entry.evidence;
  if (level === 'described') return level;
  const records = byPattern(reproductions).get(entry.fingerprint) ?? [];
  return records.some(record => isPresent(record, entry, module)) ? 'reproduced' : 'benchmarked';
}

const byPattern = remembered((records: readonly Reproduction[]) =>
  Map.groupBy(records, ({ fingerprint }) => fingerprint),
);

/** Names are the same when only case, spaces and punctuation differ; unless they are nothing but punctuation. */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase();
  const words = folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  return words === '' ? folded.trim() : words;
}
