import type { Repository } from '../state.ts';
import type { World } from '../world.ts';
import { presentUser } from './user.ts';

/** GitHub keeps when each thing was made; here every repository, App and installation is as old as this. */
export const CREATED_AT = '2026-01-01T00:00:00Z';

const API_PATHS = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** A repository as REST answers and webhooks show it (`repository`, `full-repository`). */
export function presentRepository(world: World, repository: Repository) {
  const fullName = `${repository.owner}/${repository.name}`;
  const url = apiUrl(world, repository);
  const forks = world.state.repositories.filter(({ parentId }) => parentId === repository.id).length;
  const open = repository.pullRequests.filter(({ state }) => state === 'OPEN').length;
  const paths = Object.entries(API_PATHS).map(([key, path]) => [key, url + path]);
  return {
    ...(Object.fromEntries(paths) as Record<keyof typeof API_PATHS, string>),
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName,
    owner: presentUser(world, { login: repository.owner, kind: 'user' }),
    private: false,
    visibility: 'public',
    description: null,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    fork: repository.parentId !== null,
    url,
    html_url: `${world.url}/${fullName}`,
    clone_url: `${world.url}/${fullName}.git`,
    git_url: `${world.url}/${fullName}.git`,
    ssh_url: `${world.url}/${fullName}.git`,
    svn_url: `${world.url}/${fullName}`,
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    disabled: false,
    has_issues: true,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks,
    forks_count: forks,
    network_count: forks,
    open_issues: open,
    open_issues_count: open,
    watchers: 0,
    watchers_count: 0,
    stargazers_count: 0,
    subscribers_count: 0,
    size: 0,
    topics: [],
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
    pushed_at: CREATED_AT,
  };
}

/** Where REST answers about a repository. */
export function apiUrl(world: World, repository: Repository): string {
  return `${world.url}/api/v3/repos/${repository.owner}/${repository.name}`;
}
