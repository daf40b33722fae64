import type { Tree } from '../inspection/tree.ts';
import type { Examining } from '../planning/examine-files.ts';
import { type DomainAt, readDomains } from '../planning/read-domains.ts';
import type { BaseCommit } from './find-base.ts';
import { git, pathsIn, patternsInAnyCase } from './git.ts';
import { gitTree } from './git-tree.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** How the library stood before the change. */
export type Base = BaseCommit & {
  tree: Tree;
  domains: readonly DomainAt[];
  /** Paths that differ between the base and the working directory, deleted and untracked ones included. */
  changed: readonly string[];
};

/** Reads the library at a commit of the repository that holds `root`. */
export async function readBase(
  root: string,
  found: BaseCommit,
  examining: Examining,
): Promise<Base | Refusal> {
  const [tree, changed] = await Promise.all([gitTree(root, found.commit), changedSince(root, found.commit)]);
  if (isRefusal(tree)) return tree;
  if (isRefusal(changed)) return changed;
  return { ...found, tree, domains: await readDomains(examining, tree), changed };
}

/** Paths that differ from a commit, from `root` on. */
export async function changedSince(root: string, commit: string): Promise<string[] | Refusal> {
  const difference = [
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=dirty',
  ];
  const [tracked, untracked] = await Promise.all([
    git(root, ['diff', ...difference, '--relative', '-z', commit, '--', '.']),
    git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', patternsInAnyCase]),
  ]);
  for (const answer of [tracked, untracked])
    if ('failed' in answer)
      return { refusal: `Git cannot compare with ${commit.slice(0, 7)}: ${answer.failed}.` };
  const paths = [tracked, untracked].flatMap(answer => ('output' in answer ? pathsIn(answer.output) : []));
  return [...new Set(paths)].sort();
}
