import { type Entry, readmeOf } from '../catalog/entry.ts';
import type { FileFacts } from '../catalog/file-facts.ts';
import { entryAt, type Library } from '../catalog/library.ts';
import type { PatternFacts } from '../catalog/pattern-facts.ts';
import { folderOf } from '../pattern/place.ts';

/** What happens to one pattern. A move is seen by the fingerprint: same one, other folder, old one gone. */
export type PatternChange = {
  kind: 'new' | 'changed' | 'moved' | 'removed';
  folder: string;
  /** As it will be; null when it is removed or cannot be listed. */
  after: Entry | null;
  /** As it is on the default branch; null when it is new. */
  before: Entry | null;
  /** As it was examined; null when it is removed or cannot be read. */
  pattern: PatternFacts | null;
};

/** What becomes of the patterns in these folders. */
export function patternChanges(
  folders: readonly string[],
  base: Library,
  library: Library,
  files: readonly FileFacts[],
): PatternChange[] {
  const remains = new Set([...library.entries, ...library.unlisted].map(folderOf));
  const movedFrom = (after: Entry | null): Entry | null =>
    base.entries.find(entry => entry.fingerprint === after?.fingerprint && !remains.has(folderOf(entry))) ??
    null;
  const changes = folders.flatMap((folder): PatternChange[] => {
    const after = entryAt(library, folder);
    const before = entryAt(base, folder);
    if (!remains.has(folder))
      return before ? [{ kind: 'removed', folder, after: null, before, pattern: null }] : [];
    const file = files.find(file => file.kind === 'pattern' && file.path === `${folder}/README.md`);
    const pattern = file?.kind === 'pattern' ? file.pattern : null;
    if (before) return [{ kind: 'changed', folder, after, before, pattern }];
    const old = movedFrom(after);
    return [{ kind: old ? 'moved' : 'new', folder, after, before: old, pattern }];
  });
  const moved = new Set(
    changes.flatMap(change => (change.kind === 'moved' && change.before ? [readmeOf(change.before)] : [])),
  );
  return changes.filter(
    change => change.kind !== 'removed' || !change.before || !moved.has(readmeOf(change.before)),
  );
}
