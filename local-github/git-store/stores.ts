import type { GitStore } from './git-store.ts';
import { realGit } from './real-git.ts';

/** The Git of the repository in a directory. */
export function gitAt(directory: string): GitStore {
  return realGit(directory);
}
