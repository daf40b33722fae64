import { folderOf } from '../pattern/place.ts';
import type { Entry } from './entry.ts';
import { entryAt, type Library } from './library.ts';
import { entriesLinkingTo, entriesRelatingTo, entriesWith, isUnlisted } from './library-index.ts';

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
  if (isUnlisted(library, folder)) return null;
  const to = entriesWith(library, before.fingerprint).find(
    entry => entryAt(base, folderOf(entry))?.fingerprint !== entry.fingerprint,
  );
  if (to) return { kind: 'moved', to };
  // With a fingerprint that was another pattern's, that one has taken the folder.
  const isNew = here && entriesWith(base, here.fingerprint).length === 0;
  return here && isNew ? { kind: 'renumbered', to: here } : { kind: 'removed' };
}

/** Other patterns of the library as it will be that still name its fingerprint, and those that still lead to its folder. */
export function relyingOn(
  before: Entry,
  fate: Fate,
  library: Library,
): { relating: Entry[]; linking: Entry[] } {
  const folder = folderOf(before);
  const isOther = (entry: Entry): boolean => fate.kind === 'removed' || entry !== fate.to;
  const related = new Set(entriesRelatingTo(library, before.fingerprint));
  const isGone = entriesWith(library, before.fingerprint).length === 0;
  const relating = isGone ? [...related].filter(isOther) : [];
  const isTaken = entryAt(library, folder) !== null;
  // Where another pattern has taken the folder, a link leads somewhere; only a relation tells who was meant.
  const misled = (entry: Entry): boolean =>
    fate.kind === 'moved' && related.has(entry) && !(entry.links?.includes(folderOf(fate.to)) ?? false);
  const linking = entriesLinkingTo(library, folder).filter(
    entry => isOther(entry) && !(isGone && related.has(entry)) && (!isTaken || misled(entry)),
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
