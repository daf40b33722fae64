import { type BranchMove, takeBranchMoves } from '../branch-moves.ts';
import { gitAt } from '../git-store/stores.ts';
import { presentPush } from '../present/push.ts';
import type { Actor, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { emitPullRequest } from './emit-pull-request.ts';

const announcing = new WeakMap<Repository, Promise<void>>();

/**
 * Acts on every branch that moved, however it was moved: `push`, new heads of pull requests, closed ones.
 * One at a time in a repository: of two pushes at one moment the later must have the last word on the head.
 */
export function announceMoves(world: World, repository: Repository, actor: Actor): Promise<void> {
  const earlier = announcing.get(repository) ?? Promise.resolve();
  const announced = earlier.then(() => announce(world, repository, actor));
  announcing.set(
    repository,
    announced.catch(() => {}),
  );
  return announced;
}

async function announce(world: World, repository: Repository, actor: Actor): Promise<void> {
  for (const move of await takeBranchMoves(repository)) {
    const payload = await presentPush(world, repository, move, actor);
    world.emit({ name: 'push', action: null, repository, payload });
    for (const base of world.state.repositories) {
      for (const pullRequest of base.pullRequests) {
        if (pullRequest.state === 'OPEN') await follow(world, base, pullRequest, { repository, move, actor });
      }
    }
  }
}

type Moved = { repository: Repository; move: BranchMove; actor: Actor };

async function follow(world: World, base: Repository, pullRequest: PullRequest, moved: Moved): Promise<void> {
  const { repository, move, actor } = moved;
  const isHead = repository.id === pullRequest.headRepositoryId && move.branch === pullRequest.headBranch;
  const isBase = repository === base && move.branch === pullRequest.baseBranch;
  if ((isHead || isBase) && move.after === null) {
    await close(world, base, pullRequest, actor, 'CLOSED');
  } else if (isHead && move.after !== null && move.after !== pullRequest.headOid) {
    const before = pullRequest.headOid;
    await takeHead(base, pullRequest, repository, move.after);
    const payload = { before, after: move.after };
    await emitPullRequest(world, base, pullRequest, 'synchronize', actor, payload);
  } else if (isBase && move.after !== null) {
    if (!(await gitAt(base.gitDirectory).isAncestor(pullRequest.headOid, move.after))) return;
    pullRequest.mergeCommitOid = move.after;
    pullRequest.mergedBy = actor;
    await close(world, base, pullRequest, actor, 'MERGED');
  }
}

async function close(
  world: World,
  base: Repository,
  pullRequest: PullRequest,
  actor: Actor,
  state: 'CLOSED' | 'MERGED',
): Promise<void> {
  pullRequest.state = state;
  pullRequest.closedAt = world.now().toISOString();
  await emitPullRequest(world, base, pullRequest, 'closed', actor);
}

/** Makes a commit the pull request's head: the base repository has it from then on, also when it comes from a fork. */
export async function takeHead(
  base: Repository,
  pullRequest: PullRequest,
  head: Repository,
  oid: string,
): Promise<void> {
  const git = gitAt(base.gitDirectory);
  if (head !== base) await git.takeCommit(head.gitDirectory, oid);
  await git.moveRef(`refs/pull/${pullRequest.number}/head`, oid);
  pullRequest.headOid = oid;
}
