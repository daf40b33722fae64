import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An entry of package-lock.json: one copy of a package, under the folder that it is installed in. */
export type LockedPackage = {
  version: string;
  integrity?: string;
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

/** Folder, such as `node_modules/pg`, → what package-lock.json says of it. */
export type LockFile = ReadonlyMap<string, LockedPackage>;

/** Reads the package-lock.json of this repository, without the repository itself. */
export function readLockFile(): LockFile {
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  return new Map(Object.entries<LockedPackage>(packages).filter(([folder]) => folder !== ''));
}

/** The folders of the packages that are named and of all that they need, in the order of the lock file. */
export function foldersNeededBy(names: readonly string[], lock: LockFile): string[] {
  const found = new Set<string>();
  const open = names.map(name => placeOf(name, '', lock)).filter(place => place !== null);
  for (const folder of open) {
    if (found.has(folder)) continue;
    found.add(folder);
    open.push(...directNeeds(folder, lock));
  }
  return [...lock.keys()].filter(folder => found.has(folder));
}

/** The folders of what one package names: dependencies, and of the optional and the peers those that are there. */
export function directNeeds(folder: string, lock: LockFile): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = lock.get(folder) as LockedPackage;
  const places = Object.keys({ ...peerDependencies, ...optionalDependencies, ...dependencies }).map(name => {
    const place = placeOf(name, folder, lock);
    if (place === null && dependencies && Object.hasOwn(dependencies, name))
      throw new Error(`package-lock.json has no ${name}, which ${folder} needs`);
    return place;
  });
  return places.filter(place => place !== null);
}

/** Where Node finds a package that is imported from a folder: the nearest `node_modules` upwards that has it. */
function placeOf(name: string, from: string, lock: LockFile): string | null {
  for (let folder = from; ; ) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock.has(place)) return place;
    if (folder === '') return null;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
}
