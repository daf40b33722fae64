import type { ParsedFile } from '../pattern/parsed-file.ts';
import { patternFolderOf, placeOf } from '../pattern/place.ts';
import { type Entry, entryOf, isEntry, type Unlisted } from './entry.ts';
import type { Library } from './library.ts';

/**
 * The library that these files make: an entry for every pattern that can be listed, and for every other pattern folder
 * the reason why it is not. `blobOf` gives Git's id of a README.
 */
export function libraryOf(files: readonly ParsedFile[], blobOf: (path: string) => string): Library {
  const byFolder = new Map<string, Entry | Unlisted>();
  for (const file of files) {
    const folder = patternFolderOf(file.path);
    if (folder === null) continue;
    if (placeOf(file.path) !== null) byFolder.set(folder, itemOf(file, folder, blobOf(file.path)));
    else if (!byFolder.has(folder))
      byFolder.set(folder, { ...placeIn(folder), blob: null, reason: 'It has no README.md.' });
  }
  const items = [...byFolder.values()];
  return {
    entries: items.filter(isEntry),
    unlisted: items.filter((item): item is Unlisted => !isEntry(item)),
  };
}

function itemOf(file: ParsedFile, folder: string, blob: string): Entry | Unlisted {
  if (file.kind === 'pattern') return entryOf(file.pattern, blob);
  return { ...placeIn(folder), blob, reason: 'Its README.md cannot be read.' };
}

function placeIn(folder: string): { category: string; slug: string } {
  const [, domain = '', category = '', slug = ''] = folder.split('/');
  return { category: `${domain}/${category}`, slug };
}
