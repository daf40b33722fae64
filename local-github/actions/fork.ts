import { takeBranchMoves } from '../branch-moves.ts';
import { gitAt } from '../git-store/stores.ts';
import { networkOf } from '../repositories.ts';
import { newRepository } from '../setup/add-repository.ts';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';

/** Forks a repository with its branches into a person's account; an existing fork of theirs is given again. */
export async function fork(
  world: World,
  parent: Repository,
  owner: string,
  options: { name: string; onlyDefaultBranch: boolean },
): Promise<{ ok: true; repository: Repository } | { ok: false; reason: string }> {
  if (parent.owner === owner)
    return { ok: false, reason: 'A repository cannot be forked into its own account.' };
  const existing = networkOf(world, parent).find(repository => repository.owner === owner);
  if (existing) return { ok: true, repository: existing };
  const { defaultBranch } = parent;
  const repository = newRepository(world, { owner, name: options.name, defaultBranch, parentId: parent.id });
  await world.makeGit(repository.gitDirectory, defaultBranch);
  const onlyBranch = options.onlyDefaultBranch ? defaultBranch : null;
  await gitAt(repository.gitDirectory).takeBranches(parent.gitDirectory, onlyBranch);
  await takeBranchMoves(repository);
  world.state.repositories.push(repository);
  return { ok: true, repository };
}
