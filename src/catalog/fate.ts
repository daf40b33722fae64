import { folderOf } from '../pattern/place.ts';
import type { Entry } from './entry.ts';
import { entryAt, type Library } from './library.ts';

/** What becomes of a pattern that others may rely on: of its fingerprint and its folder, one or both are no longer its own. */
export type Fate =
  | { kind: 'removed' }
  | { kind: 'moved'; to: Entry }
  /** In its folder, with another fingerprint. */
  | { kind: 'renumbered'; to: Entry };

/** Null: it is where it was; and a README that is missing or broken while its folder stays is not a removal. */
export function fateOf(before: Entry, base: Library, library: Library): Fate | null {
  const folder = folderOf(before);
  const here = entryAt(library, folder);
  if (here?.fingerprint === before.fingerprint) return null;
  if (library.unlisted.some(item => folderOf(item) === folder)) return null;
  const holders = library.entries.filter(entry => entry.fingerprint === before.fingerprint);
  const to = holders.find(entry => entryAt(base, folderOf(entry))?.fingerprint !== entry.fingerprint);
  if (to) return { kind: 'moved', to };
  // With a fingerprint that was another pattern's, that one has taken the folder.
  const isNew = here && base.entries.every(entry => entry.fingerprint !== here.fingerprint);
  return here && isNew ? { kind: 'renumbered', to: here } : { kind: 'removed' };
}

/** Other patterns of the library as it will be that still name its fingerprint, and those that still lead to its folder. */
export function relyingOn(
  before: Entry,
  fate: Fate,
  library: Library,
): { relating: Entry[]; linking: Entry[] } {
  const folder = folderOf(before);
  const others = library.entries.filter(entry => fate.kind === 'removed' || entry !== fate.to);
  const relates = (entry: Entry): boolean =>
    entry.superseded_by === before.fingerprint ||
    entry.relations.some(({ fingerprint }) => fingerprint === before.fingerprint);
  const links = (entry: Entry, to: string): boolean => entry.links?.includes(to) ?? false;
  const isGone = library.entries.every(entry => entry.fingerprint !== before.fingerprint);
  const relating = isGone ? others.filter(relates) : [];
  const isTaken = entryAt(library, folder) !== null;
  // Where another pattern has taken the folder, a link leads somewhere; only a relation tells who was meant.
  const misled = (entry: Entry): boolean =>
    fate.kind === 'moved' && relates(entry) && !links(entry, folderOf(fate.to));
  const linking = others.filter(
    entry => links(entry, folder) && !relating.includes(entry) && (!isTaken || misled(entry)),
  );
  return { relating, linking };
}

/** From the present folder of each pattern that has moved to the one that it had before. */
export function movedFolders(
  base: Library,
  library: Library,
  touched: ReadonlySet<string | null>,
): Map<string, string> {
  const own = base.entries.filter(entry => touched.has(folderOf(entry)));
  return new Map(
    own.flatMap(before => {
      const fate = fateOf(before, base, library);
      return fate?.kind === 'moved' ? [[folderOf(fate.to), folderOf(before)] as const] : [];
    }),
  );
}
