import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a file or folder lies at a path from the root; a path that no file can have leads nowhere. */
export function isThere(root: string, path: string): boolean {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
