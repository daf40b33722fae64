import { gitAt } from '../git-store/stores.ts';
import { baseOidOf, filesOf } from '../pull-request-git.ts';
import { headRepositoryOf } from '../repositories.ts';
import type { PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { association, pullRequestPage, updatedAtOf } from './issue.ts';
import { presentLabels } from './label.ts';
import { apiUrl, presentRepository } from './repository.ts';
import { presentUser } from './user.ts';

/** A pull request as REST answers and webhooks show it. Reads Git: base, size and mergeability are as of now. */
export async function presentPullRequest(world: World, repository: Repository, pullRequest: PullRequest) {
  const git = gitAt(repository.gitDirectory);
  const base = await baseOidOf(repository, pullRequest);
  const files = await filesOf(repository, pullRequest);
  const commits = await git.commits({ from: base, to: pullRequest.headOid });
  const open = pullRequest.state === 'OPEN';
  const mergeable = open ? (await git.mergedTree(base, pullRequest.headOid)) !== null : null;
  const merged = pullRequest.state === 'MERGED';
  return {
    ...presentIdentity(world, repository, pullRequest),
    base: presentSide(world, repository, pullRequest.baseBranch, base),
    head: presentSide(
      world,
      headRepositoryOf(world, pullRequest),
      pullRequest.headBranch,
      pullRequest.headOid,
    ),
    state: open ? 'open' : 'closed',
    draft: pullRequest.draft,
    closed_at: pullRequest.closedAt ?? null,
    merged,
    merged_at: merged ? (pullRequest.closedAt ?? null) : null,
    merged_by: pullRequest.mergedBy ? presentUser(world, pullRequest.mergedBy) : null,
    merge_commit_sha: pullRequest.mergeCommitOid,
    mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    rebaseable: mergeable,
    commits: commits.length,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  };
}

function presentSide(world: World, repository: Repository | undefined, branch: string, oid: string) {
  const owner = repository?.owner ?? 'unknown';
  return {
    label: `${owner}:${branch}`,
    ref: branch,
    sha: oid,
    user: presentUser(world, { login: owner, kind: 'user' }),
    repo: repository ? presentRepository(world, repository) : null,
  };
}

function presentIdentity(world: World, repository: Repository, pullRequest: PullRequest) {
  const api = apiUrl(world, repository);
  const url = `${api}/pulls/${pullRequest.number}`;
  const issue = `${api}/issues/${pullRequest.number}`;
  const html = pullRequestPage(world, repository, pullRequest);
  const links = {
    self: url,
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${pullRequest.headOid}`,
  };
  return {
    id: pullRequest.id,
    node_id: pullRequest.nodeId,
    number: pullRequest.number,
    title: pullRequest.title,
    body: pullRequest.body,
    user: presentUser(world, pullRequest.author),
    labels: presentLabels(world, repository, pullRequest.labels),
    author_association: association(repository, pullRequest.author),
    created_at: pullRequest.createdAt,
    updated_at: updatedAtOf(pullRequest),
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    comments_url: links.comments,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    comments: pullRequest.comments.length,
    review_comments: pullRequest.reviews
      .filter(({ state }) => state !== 'PENDING')
      .reduce((sum, { comments }) => sum + comments.length, 0),
    maintainer_can_modify: false,
    locked: false,
    active_lock_reason: null,
    auto_merge: null,
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
  };
}
