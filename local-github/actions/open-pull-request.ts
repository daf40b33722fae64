import { branchHead } from '../git.ts';
import { gitAt } from '../git-store/stores.ts';
import { nodeId } from '../node-id.ts';
import { networkOf } from '../repositories.ts';
import type { Actor, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { takeHead } from './announce-moves.ts';
import { emitPullRequest } from './emit-pull-request.ts';

export type NewPullRequest = {
  title: string;
  body: string;
  /** `branch`, or `owner:branch` of a fork. */
  head: string;
  base: string;
  draft: boolean;
};

export type PullRequestResult = { ok: true; pullRequest: PullRequest } | { ok: false; reason: string };

/** Opens a pull request, or says why GitHub would not. */
export async function openPullRequest(
  world: World,
  repository: Repository,
  input: NewPullRequest,
  actor: Actor,
): Promise<PullRequestResult> {
  const { head, branch } = headOf(world, repository, input.head);
  const headOid = head && (await branchHead(head.gitDirectory, branch));
  if (!head || !headOid) return { ok: false, reason: `The head ${input.head} is not a branch.` };
  const baseOid = await branchHead(repository.gitDirectory, input.base);
  if (!baseOid) return { ok: false, reason: `The base ${input.base} is not a branch.` };
  const label = `${head.owner}:${branch}`;
  const duplicate = repository.pullRequests.some(
    ({ state, baseBranch, headBranch, headRepositoryId }) =>
      state === 'OPEN' && baseBranch === input.base && headBranch === branch && headRepositoryId === head.id,
  );
  if (duplicate) return { ok: false, reason: `A pull request already exists for ${label}.` };
  if (await gitAt(head.gitDirectory).isAncestor(headOid, baseOid)) {
    return { ok: false, reason: `No commits between ${repository.owner}:${input.base} and ${label}` };
  }
  const pullRequest = newPullRequest(world, repository, input, { head, branch, headOid, actor });
  repository.pullRequests.push(pullRequest);
  await takeHead(repository, pullRequest, head, headOid);
  await emitPullRequest(world, repository, pullRequest, 'opened', actor);
  return { ok: true, pullRequest };
}

function headOf(world: World, repository: Repository, head: string) {
  const colon = head.indexOf(':');
  if (colon < 0) return { head: repository, branch: head };
  const owner = head.slice(0, colon).toLowerCase();
  const network = networkOf(world, repository);
  return { head: network.find(fork => fork.owner.toLowerCase() === owner), branch: head.slice(colon + 1) };
}

function newPullRequest(
  world: World,
  repository: Repository,
  { title, body, base, draft }: NewPullRequest,
  from: { head: Repository; branch: string; headOid: string; actor: Actor },
): PullRequest {
  const id = world.nextId();
  const createdAt = world.now().toISOString();
  return {
    id,
    nodeId: nodeId('PullRequest', id),
    number: repository.pullRequests.length + 1,
    title,
    body,
    author: from.actor,
    state: 'OPEN',
    draft,
    baseBranch: base,
    headRepositoryId: from.head.id,
    headBranch: from.branch,
    headOid: from.headOid,
    labels: [],
    comments: [],
    reviews: [],
    timeline: [],
    mergeCommitOid: null,
    createdAt,
    changedAt: createdAt,
  };
}
