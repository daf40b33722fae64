import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { patternFolderOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import { exists, findLibrary, type LibraryFolder } from './find-library.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** A path that somebody asked to be checked: as typed, and from the library's root (empty: the root itself). */
export type Selected = { typed: string; path: string };

export type Selection = { library: LibraryFolder; selected: Selected[] };

/** Finds the library that the paths lie in; without paths, the one around the working directory as a whole. */
export async function selectPaths(directory: string, typed: readonly string[]): Promise<Selection | Refusal> {
  if (typed.length === 0) {
    const library = await findLibrary(directory);
    return isRefusal(library) ? library : { library, selected: [{ typed: 'patterns', path: 'patterns' }] };
  }
  const absolute: string[] = [];
  for (const path of typed) {
    const full = resolve(directory, path);
    if (path === '' || !(await exists(full)))
      return { refusal: `There is no ${visible(path) || 'path with an empty name'}.` };
    // The folders above may be reached through links; the last name stays, so that a link is seen as one.
    absolute.push(full === dirname(full) ? full : join(await realpath(dirname(full)), basename(full)));
  }
  const library = await findLibrary(absolute[0] ?? directory);
  if (isRefusal(library)) return library;
  const selected = absolute.map((full, index) => ({
    typed: typed[index] ?? '',
    path: relative(library.root, full).split(sep).join('/'),
  }));
  const outside = selected.find(({ path }) => path === '..' || path.startsWith('../'));
  if (outside)
    return {
      refusal: `${visible(outside.typed)} lies outside the library ${visible(library.root)}. Check one library at a time.`,
    };
  return { library, selected };
}

/** Whether a file lies under a selected path. A file inside a pattern's folder stands for the whole pattern. */
export function isUnder({ path: selected }: Selected, path: string): boolean {
  const root = patternFolderOf(selected) ?? selected;
  return root === '' || path === root || path.startsWith(`${root}/`);
}
