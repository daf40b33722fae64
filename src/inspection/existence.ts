import type { FileFacts } from '../catalog/file-facts.ts';
import type { Library } from '../catalog/library.ts';
import { folderOf, parentOf } from '../pattern/place.ts';

/** Says whether a path is there, as far as library, files and what was looked up tell; else null. */
export function existence(
  library: Library,
  files: readonly FileFacts[],
  known: ReadonlyMap<string, boolean>,
): (path: string) => boolean | null {
  // Where there is no README, nobody has an id of it.
  const listed = [...library.entries, ...library.unlisted.filter(({ blob }) => blob !== null)].map(folderOf);
  const present = new Set([
    ...files.map(file => file.path),
    ...listed,
    ...listed.map(folder => `${folder}/README.md`),
  ]);
  const parents = new Set<string>();
  for (const path of present)
    for (let at = path; at !== ''; ) {
      at = parentOf(at);
      if (parents.has(at)) break;
      parents.add(at);
    }
  return path => (present.has(path) || parents.has(path) ? true : (known.get(path) ?? null));
}

/** Paths that links lead to and of which nothing is known yet. */
export function unknownTargets(
  files: readonly FileFacts[],
  exists: (path: string) => boolean | null,
): string[] {
  const paths = new Set<string>();
  for (const file of files)
    if (file.kind === 'pattern')
      for (const { path } of file.pattern.links) if (path && exists(path) === null) paths.add(path);
  return [...paths];
}
