import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { visible } from '../pattern/visible.ts';
import type { Refusal } from './refusal.ts';

/** A folder that holds `patterns/`, absolute, and the folders in there, in the order of their names. */
export type LibraryFolder = { root: string; domains: string[] };

/** The folders beside `patterns` that are called like it but for upper and lower case; none where those are the same. */
export async function twinsOfPatterns(root: string): Promise<string[]> {
  const folders = await foldersIn(root);
  if (!folders.includes('patterns')) return [];
  return folders.filter(name => name !== 'patterns' && name.toLowerCase() === 'patterns');
}

/**
 * Looks for the library from a folder upwards: the nearest one that holds `patterns/<domain>/taxonomy.yaml`; else the nearest
 * with a handbook in that place, where the taxonomy may have been deleted.
 */
export async function findLibrary(from: string): Promise<LibraryFolder | Refusal> {
  let withHandbook: LibraryFolder | null = null;
  for (let folder = from; ; folder = dirname(folder)) {
    const domains = await foldersIn(join(folder, 'patterns'));
    const isThere = (name: string): Promise<boolean> => existsInOne(folder, domains, name);
    if (await isThere('taxonomy.yaml')) return { root: folder, domains };
    if (withHandbook === null && (await isThere('README.md'))) withHandbook = { root: folder, domains };
    if (folder === dirname(folder)) break;
  }
  if (withHandbook) return withHandbook;
  return {
    refusal: `No library found: neither ${visible(from)} nor a folder above it holds patterns/<domain>/taxonomy.yaml.`,
  };
}

async function existsInOne(folder: string, domains: readonly string[], name: string): Promise<boolean> {
  const found = await Promise.all(domains.map(domain => exists(join(folder, 'patterns', domain, name))));
  return found.includes(true);
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

export async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
