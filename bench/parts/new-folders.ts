import { type Folder, foldersOf } from '../corpus/library.ts';
import { readOriginals } from '../corpus/original.ts';
import type { PartContext } from './context.ts';

/** Patterns of the library that pull requests are opened against. */
export const originals = 14;

/** Returns patterns that the library of fourteen does not have; each round has other bytes, which nothing can remember. */
export async function newFolders({ options }: PartContext, count: number, round: number): Promise<Folder[]> {
  const { readme, hasEvidence, seed } = options;
  const all = foldersOf(await readOriginals('patterns/ml'), {
    patterns: originals + count,
    readme,
    hasEvidence,
    seed: seed + round,
  });
  return [...all].slice(originals);
}
