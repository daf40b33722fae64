import { branchHead, isAncestor } from './git.ts';
import { baseOidOf } from './pull-request-git.ts';
import type { PullRequest, Repository } from './state.ts';

/** The merged pull requests that brought a commit; of one that is not on the default branch also the open ones. */
export async function pullRequestsWith(repository: Repository, oid: string): Promise<PullRequest[]> {
  const { gitDirectory, defaultBranch } = repository;
  const head = await branchHead(gitDirectory, defaultBranch);
  const isMerged = head !== null && (await isAncestor(gitDirectory, oid, head));
  const wanted = repository.pullRequests.filter(({ state }) => state === (isMerged ? 'MERGED' : 'OPEN'));
  const holds = await Promise.all(
    wanted.map(
      async pull =>
        pull.mergeCommitOid === oid ||
        ((await isAncestor(gitDirectory, oid, pull.headOid)) &&
          !(await isAncestor(gitDirectory, oid, await baseOidOf(repository, pull)))),
    ),
  );
  return wanted.filter((_, index) => holds[index]);
}
