import { tryGit } from '../git.ts';
import type { Actor, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { announceMoves } from './announce-moves.ts';

const NOTHING = '0'.repeat(40);

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
  const from = expectedOid ?? NOTHING;
  const ref = `refs/heads/${branch}`;
  const args = newOid === null ? ['update-ref', '-d', ref, from] : ['update-ref', ref, newOid, from];
  const { code } = await tryGit(repository.gitDirectory, args);
  if (code !== 0) return false;
  await announceMoves(world, repository, actor);
  return true;
}
