import { indexPathOf } from '../catalog/index-file.ts';
import type { Library } from '../catalog/library.ts';
import { type Indexed, type IndexJson, isShard, readShard } from '../catalog/read-index.ts';
import type { ListedFile, Tree } from '../inspection/tree.ts';
import { isShardPath } from '../pattern/file-kind.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';

/**
 * Reads what a tree's own index tells of patterns. A shard that is not what index.json names is not believed, and the others are;
 * one of which the content is known already is not read.
 */
export async function readIndexed(
  tree: Tree,
  index: IndexJson,
  listed: readonly ListedFile[],
  known: Indexed,
): Promise<Indexed> {
  if (index.kind === 'whole') return index.indexed;
  if (index.kind !== 'shards') return new Map();
  const there = new Set(listed.map(({ path }) => path));
  const unknown = index.shards.filter(
    ({ category, digest }) => !known.has(digest) && there.has(indexPathOf(category)),
  );
  const read = await tree.read(unknown.map(({ category }) => indexPathOf(category)));
  const told = new Map(
    unknown.map(shard => [shard.digest, readShard(textOf(read.get(indexPathOf(shard.category))), shard)]),
  );
  return new Map(
    index.shards.flatMap(({ digest }) => {
      const items = known.get(digest) ?? told.get(digest);
      return items ? [[digest, items]] : [];
    }),
  );
}

/** Finds the shards that the App has left in folders without a pattern. What else is called like one is somebody's. */
export async function leftShards(
  tree: Tree,
  { entries, unlisted }: Library,
  listed: readonly ListedFile[],
): Promise<string[]> {
  const present = new Set([...entries, ...unlisted].map(({ category }) => indexPathOf(category)));
  const paths = listed.flatMap(({ path }) => (isShardPath(path) && !present.has(path) ? path : []));
  const read = paths.length === 0 ? new Map() : await tree.read(paths);
  return paths.filter(path => isShard(textOf(read.get(path))));
}

function textOf(file: SourceFile | undefined): string {
  return file && isReadable(file) ? file.text : '';
}
