import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { folderOf } from '../pattern/place.ts';
import { type Entry, isEntry, readmeOf, type Unlisted } from './entry.ts';
import { categoryOfArea, nextFree, partsOf } from './fingerprint.ts';
import { entryAt, type Library, nameKey } from './library.ts';
import { entriesWith } from './library-index.ts';
import { type FingerprintContext, spokenFor } from './spoken-for.ts';
import { plannedFor, type Taxonomy } from './taxonomy.ts';

/**
 * The fingerprints to be taken by patterns that cannot keep theirs or have none, by the path of the README; no two get the
 * same. A pattern of the base has the one that it had there. Whoever must choose, such as between areas, gets none.
 */
export function newFingerprints(context: FingerprintContext): ReadonlyMap<string, string> {
  const { taxonomy, library } = context;
  const used = new Set(spokenFor(context));
  const keepers = keepersIn(context);
  const inOrder = [...library.entries, ...library.unlisted.filter(({ blob }) => blob !== null)].toSorted(
    // Those without a fingerprint come last: what they get is asked for least often.
    (a, b) => Number(isEntry(b)) - Number(isEntry(a)) || byCodeUnit(readmeOf(a), readmeOf(b)),
  );
  const given = new Map<string, string>();
  for (const item of inOrder) {
    if (isEntry(item) && keepers.has(item)) continue;
    const fingerprint = hadBefore(item, context) ?? chosenFor(item, taxonomy, used);
    if (fingerprint === null) continue;
    used.add(fingerprint);
    given.set(readmeOf(item), fingerprint);
  }
  return given;
}

/** Of those that share a fingerprint one keeps it; none does when it is retired or belongs to another category. */
function keepersIn({ taxonomy, library, base }: FingerprintContext): ReadonlySet<Entry> {
  const keepers = new Set<Entry>();
  const topics = new Map(taxonomy.topics.toReversed().map(topic => [topic.fingerprint, topic]));
  for (const [fingerprint, claimants] of Map.groupBy(library.entries, entry => entry.fingerprint)) {
    const settled = new Set(
      claimants.filter(entry => isSettled(entry, base) || hasMoved(entry, library, base, claimants.length)),
    );
    for (const entry of settled) keepers.add(entry);
    const others = claimants.filter(entry => !settled.has(entry) && isAllowed(entry, taxonomy));
    const planned = topics.get(fingerprint);
    const meant = others.find(entry => planned && nameKey(entry.name) === nameKey(planned.title));
    const [first] = others.toSorted((a, b) => byCodeUnit(readmeOf(a), readmeOf(b)));
    const keeper = meant ?? first;
    if (settled.size === 0 && keeper) keepers.add(keeper);
  }
  return keepers;
}

/** Fingerprints never change. Without a base, whatever is no draft may have been there for long. */
function isSettled(entry: Entry, base: Library | null): boolean {
  if (base === null) return entry.status !== 'draft';
  return entryAt(base, folderOf(entry))?.fingerprint === entry.fingerprint;
}

/** Whether it is in another folder than in the base, and not a copy of what is still there. */
function hasMoved(entry: Entry, library: Library, base: Library | null, claimants: number): boolean {
  const [before] = base ? entriesWith(base, entry.fingerprint) : [];
  if (!before || entryAt(library, folderOf(before))?.fingerprint === before.fingerprint) return false;
  return claimants === 1 || nameKey(before.name) === nameKey(entry.name);
}

function isAllowed({ fingerprint, category }: Entry, taxonomy: Taxonomy): boolean {
  const parts = partsOf(fingerprint);
  if (parts === null || parts.prefix !== taxonomy.prefix || taxonomy.retired.includes(fingerprint))
    return false;
  return categoryOfArea(taxonomy, parts.area)?.id === category;
}

function hadBefore(item: Entry | Unlisted, { library, base }: FingerprintContext): string | null {
  const before = base && entryAt(base, folderOf(item));
  if (!before) return null;
  const isAnother = isEntry(item) && nameKey(item.name) !== nameKey(before.name);
  // With another name here and the fingerprint elsewhere, the pattern has moved and another one has taken its folder.
  return isAnother && entriesWith(library, before.fingerprint).length > 0 ? null : before.fingerprint;
}

/** The one that is planned for a pattern of this name, else the next free one where there is only one area to choose. */
function chosenFor(item: Entry | Unlisted, taxonomy: Taxonomy, used: ReadonlySet<string>): string | null {
  const areas = taxonomy.categories.find(({ id }) => id === item.category)?.areas ?? [];
  const isInCategory = (area: string | undefined): boolean => area !== undefined && areas.includes(area);
  const name = isEntry(item) ? item.name : item.slug;
  const topic = plannedFor(taxonomy, name).find(
    ({ fingerprint }) => !used.has(fingerprint) && isInCategory(partsOf(fingerprint)?.area),
  );
  if (topic) return topic.fingerprint;
  const written = isEntry(item) ? partsOf(item.fingerprint)?.area : undefined;
  const area = isInCategory(written) ? written : areas.length === 1 ? areas[0] : undefined;
  return area === undefined ? null : nextFree(taxonomy, area, used);
}
