import type { GitStore } from './git-store.ts';
import { realGit } from './real-git.ts';

const inMemory = new Map<string, GitStore>();

/** The Git of the repository in a directory. */
export function gitAt(directory: string): GitStore {
  return inMemory.get(directory) ?? realGit(directory);
}

/** Says that the repository of this directory is not on disk. */
export function keepInMemory(directory: string, store: GitStore): void {
  inMemory.set(directory, store);
}

/** Forgets what was kept in memory below a directory. */
export function forgetMemory(below: string): void {
  for (const directory of inMemory.keys()) if (directory.startsWith(`${below}/`)) inMemory.delete(directory);
}
