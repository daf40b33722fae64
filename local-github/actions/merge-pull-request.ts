import type { Refusal } from '../auth.ts';
import { branchHead } from '../git.ts';
import { gitAt } from '../git-store/stores.ts';
import { missingChecks } from '../required-checks.ts';
import type { Actor, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { announceMoves } from './announce-moves.ts';
import { emitPullRequest } from './emit-pull-request.ts';

export type MergeRequest = {
  method: 'merge' | 'squash' | 'rebase';
  /** The head that whoever merges has looked at. */
  sha?: string | undefined;
  title?: string | undefined;
  message?: string | undefined;
};

/** Merges for real: a commit over the merged tree, and the base branch moved to it unless it moved meanwhile. */
export async function mergePullRequest(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  request: MergeRequest,
  actor: Actor,
): Promise<{ ok: true; oid: string } | { ok: false; refusal: Refusal }> {
  const { gitDirectory } = repository;
  const git = gitAt(gitDirectory);
  const { baseBranch, headOid } = pullRequest;
  const obstacle = obstacleTo(repository, pullRequest, request);
  if (obstacle) return { ok: false, refusal: obstacle };
  const base = await branchHead(gitDirectory, baseBranch);
  const tree = base && (await git.mergedTree(base, headOid));
  if (!base || !tree) return refused(405, 'Pull Request has merge conflicts');
  const oid = await writeMerge(world, repository, pullRequest, { base, tree, request, actor });
  // No event must see the branch at the merge and the pull request still open, so its state changes with the branch.
  const moved = await git.moveRef(`refs/heads/${baseBranch}`, oid, base);
  if (!moved) return refused(405, 'Base branch was modified. Review and try the merge again.');
  pullRequest.state = 'MERGED';
  pullRequest.mergeCommitOid = oid;
  pullRequest.mergedBy = actor;
  pullRequest.closedAt = world.now().toISOString();
  await announceMoves(world, repository, actor);
  await emitPullRequest(world, repository, pullRequest, 'closed', actor);
  return { ok: true, oid };
}

function refused(status: number, message: string) {
  return { ok: false as const, refusal: { status, message } };
}

function obstacleTo(repository: Repository, pullRequest: PullRequest, request: MergeRequest): Refusal | null {
  if (pullRequest.state !== 'OPEN') return { status: 405, message: 'Pull Request is not mergeable' };
  if (request.sha !== undefined && request.sha !== pullRequest.headOid) {
    return { status: 409, message: 'Head branch was modified. Review and try the merge again.' };
  }
  if (pullRequest.draft) return { status: 405, message: 'Pull Request is still a draft' };
  if (request.method === 'rebase') {
    return { status: 405, message: 'Rebase merges are not allowed on this repository.' };
  }
  if (pullRequest.baseBranch !== repository.defaultBranch) return null;
  const missing = missingChecks(repository, pullRequest.headOid);
  return missing.length > 0 ? { status: 405, message: missing.join(' ') } : null;
}

type Merge = { base: string; tree: string; request: MergeRequest; actor: Actor };

function writeMerge(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  { base, tree, request, actor }: Merge,
): Promise<string> {
  const { number, title, author, headBranch, headOid } = pullRequest;
  const squashes = request.method === 'squash';
  const merges = `Merge pull request #${number} from ${author.login}/${headBranch}`;
  const subject = request.title ?? (squashes ? `${title} (#${number})` : merges);
  const message = request.message ?? (squashes ? '' : title);
  const { login } = squashes ? author : actor;
  return gitAt(repository.gitDirectory).writeCommit(tree, squashes ? [base] : [base, headOid], {
    message: message === '' ? `${subject}\n` : `${subject}\n\n${message}\n`,
    author: { name: login, email: `${login}@users.noreply.github.com` },
    at: world.now(),
  });
}
