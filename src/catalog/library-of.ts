import { isModule, patternFolderOf, placeOf } from '../pattern/place.ts';
import { type Entry, entryOf, isEntry, type Unlisted } from './entry.ts';
import type { FileFacts } from './file-facts.ts';
import type { Library } from './library.ts';
import { moduleIdOf, readReproductions } from './reproductions.ts';

/**
 * The library that these files make: an entry for every pattern that can be listed, and for every other pattern folder
 * the reason why it is not. `blobOf` gives Git's id of a file, null when it is not there.
 */
export function libraryOf(files: readonly FileFacts[], blobOf: (path: string) => string | null): Library {
  const byFolder = new Map<string, Entry | Unlisted>();
  for (const file of files) {
    const folder = patternFolderOf(file.path);
    if (folder === null) continue;
    if (placeOf(file.path) !== null) byFolder.set(folder, itemOf(file, folder, blobOf));
    else if (!byFolder.has(folder))
      byFolder.set(folder, { ...placeIn(folder), blob: null, reason: 'It has no README.md.' });
  }
  const items = [...byFolder.values()];
  const records = files.find(file => file.kind === 'reproductions');
  const module = files.filter(file => isModule(file.path));
  return {
    entries: items.filter(isEntry),
    unlisted: items.filter((item): item is Unlisted => !isEntry(item)),
    reproductions: readReproductions(records?.kind === 'reproductions' ? records.text : null),
    module: moduleIdOf(
      module.map(({ path }) => ({ name: path.split('/').at(-1) ?? '', oid: blobOf(path) ?? '' })),
    ),
  };
}

function itemOf(file: FileFacts, folder: string, blobOf: (path: string) => string | null): Entry | Unlisted {
  const place = placeIn(folder);
  if (file.kind === 'pattern') return entryOf(place, file.pattern.listing, blobOf);
  return { ...place, blob: blobOf(file.path) ?? '', reason: 'Its README.md cannot be read.' };
}

function placeIn(folder: string): { category: string; slug: string } {
  const [, domain = '', category = '', slug = ''] = folder.split('/');
  return { category: `${domain}/${category}`, slug };
}
