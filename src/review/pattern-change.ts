import { type Entry, readmeOf } from '../catalog/entry.ts';
import { entryAt } from '../catalog/library.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { folderOf } from '../pattern/place.ts';
import type { Inspection } from './inspect.ts';

/** What happens to one pattern. A move is seen by the fingerprint: same one, other folder, old one gone. */
export type PatternChange = {
  kind: 'new' | 'changed' | 'moved' | 'removed';
  folder: string;
  /** As it will be; null when it is removed or cannot be listed. */
  after: Entry | null;
  /** As it is on the default branch; null when it is new. */
  before: Entry | null;
  /** As written; null when it is removed or cannot be read. */
  pattern: Pattern | null;
};

export function patternChanges({ touched, policy, library, files }: Inspection): PatternChange[] {
  const remains = new Set([...library.entries, ...library.unlisted].map(folderOf));
  const movedFrom = (after: Entry | null): Entry | null =>
    policy.library.entries.find(
      entry => entry.fingerprint === after?.fingerprint && !remains.has(folderOf(entry)),
    ) ?? null;
  const changes = touched.folders.flatMap((folder): PatternChange[] => {
    const after = entryAt(library, folder);
    const before = entryAt(policy.library, folder);
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
