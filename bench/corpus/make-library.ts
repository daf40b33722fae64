import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOnce } from '../measure/run-once.ts';
import type { Cli } from '../options.ts';
import type { LibraryKind } from './library.ts';
import { commitAll, writeLibrary } from './write-library.ts';

/** A library on disk. */
export type Corpus = LibraryKind & { directory: string };

/**
 * Makes a library with its index, as the App keeps one, or finds the one that was made before from the same seed. Without
 * an `indexer`, it has no index.
 */
export async function makeLibrary(
  workplace: string,
  kind: LibraryKind,
  indexer: Cli | null,
): Promise<Corpus> {
  const { patterns, readme, hasEvidence, seed } = kind;
  const name = [
    `library-${patterns}`,
    readme,
    hasEvidence ? 'with-evidence' : 'alone',
    ...(indexer ? [] : ['without-index']),
    `seed-${seed}`,
  ].join('-');
  const directory = join(workplace, name);
  const finished = `${directory}.finished`;
  if (!existsSync(finished)) {
    rmSync(directory, { recursive: true, force: true });
    await writeLibrary(directory, kind);
    if (indexer) await writeIndex(directory, indexer);
    writeFileSync(finished, '');
  }
  return { ...kind, directory };
}

async function writeIndex(directory: string, indexer: Cli): Promise<void> {
  const { exitCode, output } = await runOnce({ words: [...indexer.words, 'index'], directory });
  if (exitCode !== 0) throw new Error(`The index of ${directory} was not written:\n${output}`);
  await commitAll(directory, 'The index of the library');
}
