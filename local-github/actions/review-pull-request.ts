import { nodeId } from '../node-id.ts';
import { presentPullRequest, presentReview } from '../present/pull-request.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, PullRequest, PullRequestReview, Repository } from '../state.ts';
import type { World } from '../world.ts';

/** Submits a review of the present head, or says why GitHub would not take it. */
export async function reviewPullRequest(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  input: {
    state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
    body: string;
    commitOid?: string | undefined;
  },
  author: Actor,
): Promise<{ ok: true; review: PullRequestReview } | { ok: false; reason: string }> {
  const { state, body } = input;
  if (state !== 'COMMENTED' && author.login === pullRequest.author.login) {
    const verb = state === 'APPROVED' ? 'approve' : 'request changes on';
    return { ok: false, reason: `Can not ${verb} your own pull request` };
  }
  if (state !== 'APPROVED' && body === '') return { ok: false, reason: "Body can't be blank" };
  const id = world.nextId();
  const review = {
    id,
    nodeId: nodeId('PullRequestReview', id),
    author,
    state,
    body,
    commitOid: input.commitOid ?? pullRequest.headOid,
    submittedAt: world.now().toISOString(),
  };
  pullRequest.reviews.push(review);
  const presented = presentReview(world, repository, pullRequest, review);
  const payload = {
    review: { ...presented, state: state.toLowerCase() },
    pull_request: await presentPullRequest(world, repository, pullRequest),
    sender: presentUser(world, author),
  };
  world.emit({ name: 'pull_request_review', action: 'submitted', repository, payload });
  return { ok: true, review };
}
