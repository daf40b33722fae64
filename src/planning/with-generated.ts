import type { FileChanges } from '../catalog/index-changes.ts';
import { indexPathOf } from '../catalog/index-file.ts';
import type { Library } from '../catalog/library.ts';
import { type Indexed, type IndexJson, readIndexJson } from '../catalog/read-index.ts';
import { readReproductions } from '../catalog/reproductions.ts';
import { blobId } from '../pattern/digests.ts';
import { domainOf } from '../pattern/place.ts';
import type { DomainAt } from './read-domains.ts';

/** Domains as a commit that made their generated files what they should be leaves them: that is all that it changes. */
export function withGenerated(
  domains: readonly DomainAt[],
  { additions, deletions }: FileChanges,
): DomainAt[] {
  const gone = new Set(deletions);
  return domains.map(one => {
    const own = Object.entries(additions).filter(([path]) => domainOf(path) === one.domain);
    if (own.length === 0 && !one.left.some(path => gone.has(path))) return one;
    const written = own.map(([path, text]) => ({ path, id: blobId(text) }));
    const records = additions[`patterns/${one.domain}/reproductions.json`];
    const { reproductions } = one.library;
    const head = additions[indexPathOf(one.domain)];
    const index = head === undefined ? one.index : readIndexJson(head);
    return {
      ...one,
      listed: [
        ...one.listed.filter(({ path }) => !(gone.has(path) || Object.hasOwn(additions, path))),
        ...written,
      ],
      index,
      indexed: indexedBy(index, one.library),
      left: one.left.filter(path => !gone.has(path)),
      library: {
        ...one.library,
        reproductions: records === undefined ? reproductions : readReproductions(records),
      },
    };
  });
}

/** What an index tells that was made of this library. */
function indexedBy(index: IndexJson, { entries, unlisted }: Library): Indexed {
  const items = Map.groupBy([...entries, ...unlisted], ({ category }) => category);
  const shards = index.kind === 'shards' ? index.shards : [];
  return new Map(shards.map(({ category, digest }) => [digest, items.get(category) ?? []]));
}
