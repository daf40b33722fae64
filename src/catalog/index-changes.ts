import { blobId } from '../pattern/digests.ts';
import { isShardPath } from '../pattern/file-kind.ts';
import { domainOf } from '../pattern/place.ts';

/** What a commit does to files: texts by path, and paths that will not be there any more. */
export type FileChanges = { additions: Record<string, string>; deletions: string[] };

/** A file as it is listed, with Git's id of its content where that is known. */
type Listed = { path: string; id: string | null };

/** The generated files of domains as they should be. */
export type WantedFiles = {
  /** Texts by path, by domain. */
  texts: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Whether a shard that nobody wants is the App's, so that it may go. */
  isOwn(path: string): boolean;
};

/**
 * Returns what makes the generated files what they should be. Ids are compared, which tell all of a file; what is there and has
 * none cannot be compared, and is not written over. Nothing is written where a folder lies, for there may be a pattern in it.
 */
export function indexChanges(listed: readonly Listed[], { texts, isOwn }: WantedFiles): FileChanges {
  const changes: FileChanges = { additions: {}, deletions: [] };
  const byDomain = Map.groupBy(listed, ({ path }) => domainOf(path));
  for (const [domain, wanted] of texts) {
    const there = byDomain.get(domain) ?? [];
    const ids = new Map(there.map(({ path, id }) => [path, id]));
    for (const [path, text] of Object.entries(wanted)) {
      const id = ids.get(path);
      if (id === null) throw new Error(`${path} is there and cannot be compared, so it is left alone`);
      if (id === blobId(text) || there.some(file => file.path.startsWith(`${path}/`))) continue;
      changes.additions[path] = text;
    }
    for (const { path } of there)
      if (isShardPath(path) && !Object.hasOwn(wanted, path) && isOwn(path)) changes.deletions.push(path);
  }
  return changes;
}

/** Returns the paths of all files that a commit touches. */
export function pathsIn({ additions, deletions }: FileChanges): string[] {
  return [...Object.keys(additions), ...deletions];
}
