import type { Examiner } from '../examiner/open-examiner.ts';
import type { ListedFile, Tree } from '../inspection/tree.ts';
import { kindOf } from '../pattern/file-kind.ts';
import { noCache } from '../planning/examination-cache.ts';
import { type DomainAt, readDomains } from '../planning/read-domains.ts';
import { directoryTree } from './directory-tree.ts';
import type { LibraryFolder } from './find-library.ts';

/** All domains as they lie in the working directory; its index is not believed. */
export async function readWorkingTree(
  { root }: LibraryFolder,
  examiner: Examiner,
): Promise<{ tree: Tree; domains: DomainAt[] }> {
  const tree = await directoryTree(root);
  const examining = { examiner, cache: noCache };
  return { tree, domains: await readDomains(examining, tree, { isDomain, trustIndex: false }) };
}

/** A folder without a taxonomy counts as a domain once a pattern lies in it. */
function isDomain(files: readonly ListedFile[]): boolean {
  return files.some(({ path }) => kindOf(path) === 'taxonomy' || kindOf(path) === 'pattern');
}
