import { git } from '../../local-github/git-store/git-process.ts';
import type { Repository } from '../../local-github/state.ts';
import { kindOf } from '../../src/pattern/file-kind.ts';
import { itemsIn } from '../catalog/index-reading.ts';

/** The files of the index on the default branch, by path. */
export async function indexTextsOf({ gitDirectory }: Repository): Promise<Record<string, string>> {
  const paths = String(await git(gitDirectory, ['ls-tree', '-r', '--name-only', 'main', 'patterns']));
  const texts: Record<string, string> = {};
  for (const path of paths.split('\n').filter(path => kindOf(path) === 'index'))
    texts[path] = String(await git(gitDirectory, ['show', `main:${path}`]));
  return texts;
}

/** What the index on the default branch tells of patterns. */
export async function indexOf(library: Repository): Promise<ReturnType<typeof itemsIn>> {
  return itemsIn(await indexTextsOf(library));
}
