import { type Entry, isEntry, type Unlisted } from '../../src/catalog/entry.ts';
import { indexPathOf } from '../../src/catalog/index-file.ts';
import { readIndexJson, readShard } from '../../src/catalog/read-index.ts';

/** What an index tells of patterns, read from its files by path; what cannot be believed is left out. */
export function itemsIn(
  texts: Readonly<Record<string, string>>,
  domain = 'ml',
): { entries: Entry[]; unlisted: Unlisted[] } {
  const index = readIndexJson(texts[indexPathOf(domain)] ?? null);
  const shards = index.kind === 'shards' ? index.shards : [];
  const items = shards.flatMap(shard => readShard(texts[indexPathOf(shard.category)] ?? '', shard) ?? []);
  return {
    entries: items.filter(isEntry),
    unlisted: items.filter((item): item is Unlisted => !isEntry(item)),
  };
}
