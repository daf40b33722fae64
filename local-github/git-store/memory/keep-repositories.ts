import { forgetMemory, keepInMemory } from '../stores.ts';
import { type MemoryGits, memoryGit } from './memory-git.ts';
import { objectDatabase } from './object-database.ts';

/** Lets the repositories below a directory, which need not exist, live in memory until they are forgotten. */
export function keepRepositories(directory: string): {
  makeGit(directory: string, defaultBranch: string): void;
  /** Makes a second repository whose branches are those of the first now. */
  copy(from: string, to: string): void;
  forget(): void;
} {
  const gits: MemoryGits = { database: objectDatabase(), refs: new Map() };
  const defaultBranches = new Map<string, string>();
  return {
    makeGit(at, defaultBranch) {
      defaultBranches.set(at, defaultBranch);
      keepInMemory(at, memoryGit(gits, at, defaultBranch));
    },
    copy(from, to) {
      keepInMemory(to, memoryGit(gits, to, defaultBranches.get(from) ?? 'main'));
      for (const [ref, oid] of gits.refs.get(from) ?? []) gits.refs.get(to)?.set(ref, oid);
    },
    forget: () => forgetMemory(directory),
  };
}
