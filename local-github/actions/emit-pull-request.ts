import { presentPullRequest } from '../present/pull-request.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';

/** Tells of something that happened to a pull request, which leaves the merge queue when it is closed; `details` are what this action carries beside it. */
export async function emitPullRequest(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  action: string,
  actor: Actor,
  details: object = {},
): Promise<void> {
  pullRequest.changedAt = world.now().toISOString();
  if (pullRequest.state !== 'OPEN')
    repository.mergeQueue = repository.mergeQueue.filter(entry => entry.pullRequest !== pullRequest.number);
  const payload = {
    number: pullRequest.number,
    pull_request: await presentPullRequest(world, repository, pullRequest),
    sender: presentUser(world, actor),
    ...details,
  };
  world.emit({ name: 'pull_request', action, repository, payload });
}
