import { branchHead } from './git.ts';
import { gitAt } from './git-store/stores.ts';
import { baseOidOf } from './pull-request-git.ts';
import type { PullRequest, Repository } from './state.ts';

/** The merged pull requests that brought a commit; of one that is not on the default branch also the open ones. */
export async function pullRequestsWith(repository: Repository, oid: string): Promise<PullRequest[]> {
  const { gitDirectory, defaultBranch } = repository;
  const { isAncestor } = gitAt(gitDirectory);
  const head = await branchHead(gitDirectory, defaultBranch);
  const isMerged = head !== null && (await isAncestor(oid, head));
  const wanted = repository.pullRequests.filter(({ state }) => state === (isMerged ? 'MERGED' : 'OPEN'));
  const holds = await Promise.all(
    wanted.map(
      async pull =>
        pull.mergeCommitOid === oid ||
        ((await isAncestor(oid, pull.headOid)) &&
          !(await isAncestor(oid, await baseOidOf(repository, pull)))),
    ),
  );
  return wanted.filter((_, index) => holds[index]);
}
