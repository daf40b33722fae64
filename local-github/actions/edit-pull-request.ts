import { branchHead } from '../git.ts';
import { headRepositoryOf } from '../repositories.ts';
import type { Actor, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { takeHead } from './announce-moves.ts';
import { emitPullRequest } from './emit-pull-request.ts';

export type PullRequestEdit = { title?: string; body?: string; base?: string; state?: 'open' | 'closed' };

/** Changes what is given and tells of it; the reason, and nothing changed, when GitHub would refuse. */
export async function editPullRequest(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  edit: PullRequestEdit,
  actor: Actor,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const reason = await problemOf(world, repository, pullRequest, edit);
  if (reason !== null) return { ok: false, reason };
  const changes = await applyText(repository, pullRequest, edit);
  if (Object.keys(changes).length > 0) {
    await emitPullRequest(world, repository, pullRequest, 'edited', actor, { changes });
  }
  if (edit.state === 'closed' && pullRequest.state === 'OPEN') {
    pullRequest.state = 'CLOSED';
    pullRequest.closedAt = world.now().toISOString();
    await emitPullRequest(world, repository, pullRequest, 'closed', actor);
  }
  if (edit.state === 'open' && pullRequest.state === 'CLOSED') {
    await reopen(world, repository, pullRequest, actor);
  }
  return { ok: true };
}

async function problemOf(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  { base, state }: PullRequestEdit,
): Promise<string | null> {
  if (base !== undefined && (await branchHead(repository.gitDirectory, base)) === null) {
    return `Proposed base branch '${base}' was not found`;
  }
  if (base !== undefined && base !== pullRequest.baseBranch && pullRequest.state !== 'OPEN') {
    return 'Cannot change the base branch of a closed pull request.';
  }
  if (state !== 'open' || pullRequest.state === 'OPEN') return null;
  if (pullRequest.state === 'MERGED') return 'A merged pull request cannot be reopened.';
  const head = headRepositoryOf(world, pullRequest);
  const branches = [
    head && (await branchHead(head.gitDirectory, pullRequest.headBranch)),
    await branchHead(repository.gitDirectory, pullRequest.baseBranch),
  ];
  return branches.every(Boolean)
    ? null
    : 'Its branch has been deleted; restore it to reopen the pull request.';
}

/** GitHub's `changes`: what each edited part was before. */
async function applyText(repository: Repository, pullRequest: PullRequest, edit: PullRequestEdit) {
  const changes: Record<string, object> = {};
  for (const part of ['title', 'body'] as const) {
    const text = edit[part];
    if (text === undefined || text === pullRequest[part]) continue;
    changes[part] = { from: pullRequest[part] };
    pullRequest[part] = text;
  }
  if (edit.base !== undefined && edit.base !== pullRequest.baseBranch) {
    const before = await branchHead(repository.gitDirectory, pullRequest.baseBranch);
    changes.base = { ref: { from: pullRequest.baseBranch }, sha: { from: before } };
    pullRequest.baseBranch = edit.base;
  }
  return changes;
}

/** A closed pull request does not follow its branch; it catches up when it is opened again. */
async function reopen(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  actor: Actor,
): Promise<void> {
  const head = headRepositoryOf(world, pullRequest);
  const oid = head && (await branchHead(head.gitDirectory, pullRequest.headBranch));
  if (head && oid) await takeHead(repository, pullRequest, head, oid);
  pullRequest.state = 'OPEN';
  delete pullRequest.closedAt;
  await emitPullRequest(world, repository, pullRequest, 'reopened', actor);
}

/** Turns a pull request into a draft, or says that it is ready for review; nothing happens when it is so already. */
export async function setDraft(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  draft: boolean,
  actor: Actor,
): Promise<void> {
  if (pullRequest.draft === draft) return;
  pullRequest.draft = draft;
  const action = draft ? 'converted_to_draft' : 'ready_for_review';
  await emitPullRequest(world, repository, pullRequest, action, actor);
}
