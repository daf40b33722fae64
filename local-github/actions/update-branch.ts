import { gitAt } from '../git-store/stores.ts';
import type { Actor, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { announceMoves } from './announce-moves.ts';

/**
 * Moves a branch from one commit to another (null: it must not exist, or must be deleted) and tells of it as a push.
 * False, and nothing moved, when the branch no longer points to the expected commit.
 */
export async function updateBranch(
  world: World,
  repository: Repository,
  branch: string,
  expectedOid: string | null,
  newOid: string | null,
  actor: Actor,
): Promise<boolean> {
  const git = gitAt(repository.gitDirectory);
  if (!(await git.moveRef(`refs/heads/${branch}`, newOid, expectedOid))) return false;
  await announceMoves(world, repository, actor);
  return true;
}
