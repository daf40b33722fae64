import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What has no text of its own in a folder of this repository, and how Git says so. */
export type Special = 'symlink' | 'submodule' | 'too-large';

export type TreeFile = { bytes: Uint8Array; special: Special | null };

/** The files of one commit by path. */
export type Tree = ReadonlyMap<string, TreeFile>;

/** Every file below a folder; none where the folder is not there. */
export function readTree(folder: string): Map<string, TreeFile> {
  if (!statSync(folder, { throwIfNoEntry: false })) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    paths.map(path => [
      relative(folder, path).split(sep).join('/'),
      { bytes: readFileSync(path), special: null },
    ]),
  );
}

export function isSame(a: TreeFile | undefined, b: TreeFile | undefined): boolean {
  if (!a || !b) return a === b;
  return a.special === b.special && Buffer.compare(a.bytes, b.bytes) === 0;
}

/** Git's id of a file. */
export function blobId({ bytes }: TreeFile): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
