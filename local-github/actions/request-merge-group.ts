import { branchHead, resolveCommit } from '../git.ts';
import { gitAt } from '../git-store/stores.ts';
import { nodeId } from '../node-id.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { updateBranch } from './update-branch.ts';

export type MergeGroup = { headOid: string; headRef: string; baseOid: string; baseRef: string };

/** Puts a pull request into the merge queue: its merge as a branch of GitHub's own, whose checks are asked for. */
export async function requestMergeGroup(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  actor: Actor,
): Promise<MergeGroup> {
  const { gitDirectory } = repository;
  const git = gitAt(gitDirectory);
  const { number, title, baseBranch } = pullRequest;
  const baseOid = await branchHead(gitDirectory, baseBranch);
  const tree = baseOid && (await git.mergedTree(baseOid, pullRequest.headOid));
  if (!baseOid || !tree)
    throw new Error(`Pull request ${number} conflicts with ${baseBranch} and cannot queue.`);
  const author = { name: actor.login, email: `${actor.login}@users.noreply.github.com` };
  const message = `Merge pull request #${number}\n\n${title}\n`;
  const headOid = await git.writeCommit(tree, [baseOid, pullRequest.headOid], {
    message,
    author,
    at: world.now(),
  });
  const branch = `gh-readonly-queue/${baseBranch}/pr-${number}-${baseOid}`;
  const present = await resolveCommit(gitDirectory, `refs/heads/${branch}`);
  await updateBranch(world, repository, branch, present, headOid, actor);
  const entry = { nodeId: nodeId('MergeQueueEntry', world.nextId()), pullRequest: number, headOid };
  repository.mergeQueue.push(entry);
  const group = { headOid, headRef: `refs/heads/${branch}`, baseOid, baseRef: `refs/heads/${baseBranch}` };
  const payload = {
    merge_group: {
      head_sha: headOid,
      head_ref: group.headRef,
      base_sha: baseOid,
      base_ref: group.baseRef,
      head_commit: {
        id: headOid,
        tree_id: tree,
        message,
        timestamp: world.now().toISOString(),
        author,
        committer: { name: 'GitHub', email: 'noreply@github.com' },
      },
    },
    sender: presentUser(world, actor),
  };
  world.emit({ name: 'merge_group', action: 'checks_requested', repository, payload });
  return group;
}
