import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { patternFolderOf } from '../pattern/place.ts';
import { visible } from '../pattern/visible.ts';
import { exists, findLibrary, type LibraryFolder } from './find-library.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** A path that somebody asked to be checked: as typed, and from the library's root (empty: the root itself). */
export type Selected = { typed: string; path: string; isThere: boolean };

export type Selection = { library: LibraryFolder; selected: Selected[] };

/**
 * Finds the library that the paths lie in; without paths, the one around the working directory as a whole. A path need not
 * be there: a change may have removed it.
 */
export async function selectPaths(directory: string, typed: readonly string[]): Promise<Selection | Refusal> {
  if (typed.length === 0) {
    const library = await findLibrary(directory);
    return isRefusal(library)
      ? library
      : { library, selected: [{ typed: 'patterns', path: 'patterns', isThere: true }] };
  }
  const found: { full: string; typed: string; isThere: boolean }[] = [];
  for (const path of typed) {
    if (path === '') return notThere(path);
    const full = resolve(directory, path);
    // The folders above may be reached through links; the last name stays, so that a link is seen as one.
    const real = full === dirname(full) ? full : join(await realFolder(dirname(full)), basename(full));
    found.push({ full: real, typed: path, isThere: await exists(full) });
  }
  const absent = found.find(({ isThere }) => !isThere);
  const library = await findLibrary(found[0]?.full ?? directory);
  if (isRefusal(library)) return absent ? notThere(absent.typed) : library;
  const selected = found.map(({ full, ...rest }) => ({
    ...rest,
    path: relative(library.root, full).split(sep).join('/'),
  }));
  const outside = selected.find(({ path }) => path === '..' || path.startsWith('../'));
  if (outside)
    return {
      refusal: `${visible(outside.typed)} lies outside the library ${visible(library.root)}. Check one library at a time.`,
    };
  return { library, selected };
}

/** What is said of a path that is not there, and was not. */
export function notThere(typed: string): Refusal {
  return { refusal: `There is no ${visible(typed) || 'path with an empty name'}.` };
}

/** A folder without links on the way; of what is not there, as much as is. */
async function realFolder(folder: string): Promise<string> {
  if (folder === dirname(folder)) return folder;
  return realpath(folder).catch(async () => join(await realFolder(dirname(folder)), basename(folder)));
}

/** Whether a file lies under a selected path. A file inside a pattern's folder stands for the whole pattern. */
export function isUnder({ path: selected }: Selected, path: string): boolean {
  const root = patternFolderOf(selected) ?? selected;
  return root === '' || path === root || path.startsWith(`${root}/`);
}
