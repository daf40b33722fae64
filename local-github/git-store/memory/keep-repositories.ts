import { forgetMemory, keepInMemory } from '../stores.ts';
import { type MemoryGits, memoryGit } from './memory-git.ts';
import { objectDatabase } from './object-database.ts';

/** Lets the repositories below a directory, which need not exist, live in memory until they are forgotten. */
export function keepRepositories(directory: string): {
  makeGit(directory: string, defaultBranch: string): void;
  forget(): void;
} {
  const gits: MemoryGits = { database: objectDatabase(), refs: new Map() };
  return {
    makeGit: (at, defaultBranch) => keepInMemory(at, memoryGit(gits, at, defaultBranch)),
    forget: () => forgetMemory(directory),
  };
}
