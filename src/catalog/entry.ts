import { evidenceFiles, folderOf } from '../pattern/place.ts';
import type { Entry, Unlisted } from './index-shard.generated.ts';
import type { Listing } from './listing.ts';

export type { Entry, Unlisted };

/** Adds Git's ids to what a pattern's files say of themselves; `blobOf` gives the id of a file, null where there is none. */
export function entryOf(
  place: { category: string; slug: string },
  listing: Listing,
  blobOf: (path: string) => string | null,
): Entry | Unlisted {
  const folder = folderOf(place);
  const blob = blobOf(`${folder}/README.md`) ?? '';
  if ('reason' in listing)
    return { category: place.category, slug: place.slug, blob, reason: listing.reason };
  const files = Object.fromEntries(
    evidenceFiles.flatMap(name => {
      const id = blobOf(`${folder}/${name}`);
      return id === null ? [] : [[name, id]];
    }),
  );
  return { ...listing, evidence: { ...listing.evidence, files }, blob };
}

/** Whether nothing that an item was made of has changed: then it need not be read again. */
export function isCurrent(item: Entry | Unlisted, oidOf: (path: string) => string | null): boolean {
  if (item.blob === null || oidOf(readmeOf(item)) !== item.blob) return false;
  if (!isEntry(item)) return true;
  const { files } = item.evidence;
  return evidenceFiles.every(name => oidOf(`${folderOf(item)}/${name}`) === (files[name] ?? null));
}

export function isEntry(item: Entry | Unlisted): item is Entry {
  return 'fingerprint' in item;
}

/** The path of the README that an entry speaks of. */
export function readmeOf(entry: { category: string; slug: string }): string {
  return `${folderOf(entry)}/README.md`;
}
