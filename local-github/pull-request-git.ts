import { changedFiles } from './changed-files.ts';
import { branchHead, resolveCommit } from './git.ts';
import type { ChangedFile } from './git-store/git-store.ts';
import type { PullRequest, Repository } from './state.ts';

/** The commit a pull request is compared with: the base branch now, or as it was just before the merge. */
export async function baseOidOf(repository: Repository, pullRequest: PullRequest): Promise<string> {
  const { gitDirectory } = repository;
  const base =
    pullRequest.mergeCommitOid === null
      ? await branchHead(gitDirectory, pullRequest.baseBranch)
      : await resolveCommit(gitDirectory, `${pullRequest.mergeCommitOid}^1`);
  // Its base branch may be gone; then nothing is left to compare with but the head itself.
  return base ?? pullRequest.headOid;
}

/** The files that a pull request changes. */
export async function filesOf(repository: Repository, pullRequest: PullRequest): Promise<ChangedFile[]> {
  return changedFiles(repository.gitDirectory, await baseOidOf(repository, pullRequest), pullRequest.headOid);
}
