import { foldersNeededBy, type LockFile } from './lock-file.ts';

/**
 * Returns the text of `npm-shrinkwrap.json`, the lock file that is published: whoever installs the package gets the versions that were
 * tested here, and npm compares each with its digest. Without it, what the dependencies need would be whatever is newest that day.
 */
export function shrinkwrap(
  of: { name: string; version: string; dependencies: Record<string, string> },
  lock: LockFile,
): string {
  const { name, version, dependencies } = of;
  const folders = foldersNeededBy(Object.keys(dependencies), lock);
  const packages = Object.fromEntries(folders.map(folder => [folder, lock.get(folder)]));
  const file = { name, version, lockfileVersion: 3, requires: true, packages: { '': of, ...packages } };
  return `${JSON.stringify(file, null, 2)}\n`;
}
