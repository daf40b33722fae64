import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ignoredIn } from './git.ts';

/** The files directly in `patterns/`, which belong to no domain, in the order of their names. */
export async function looseFiles(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'patterns'), { withFileTypes: true });
  const paths = entries.flatMap(entry => (entry.isDirectory() ? [] : [`patterns/${entry.name}`]));
  if (paths.length === 0) return [];
  const ignored = await ignoredIn(root);
  return paths.filter(path => !ignored(path)).sort();
}
