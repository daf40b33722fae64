import { branchHead } from '../git.ts';
import { gitAt } from '../git-store/stores.ts';
import type { CheckRun, CheckSuite, Repository } from '../state.ts';
import { suiteConclusion, suiteStatus } from '../suite-state.ts';
import type { World } from '../world.ts';
import { presentApp } from './app.ts';
import { apiUrl } from './repository.ts';

/** A check run as REST answers and webhooks show it. */
export async function presentCheckRun(
  world: World,
  repository: Repository,
  suite: CheckSuite,
  run: CheckRun,
) {
  const url = `${apiUrl(world, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: run.nodeId,
    name: run.name,
    head_sha: suite.headOid,
    external_id: run.externalId,
    url,
    html_url: `${world.url}/${repository.owner}/${repository.name}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status.toLowerCase(),
    conclusion: run.conclusion?.toLowerCase() ?? null,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title || null,
      summary: run.summary || null,
      text: run.text || null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suite.id },
    app: appOf(world, suite),
    pull_requests: await presentPullRequestReferences(world, repository, suite.headOid),
  };
}

/** A check suite as webhooks show it. */
export async function presentCheckSuite(world: World, repository: Repository, suite: CheckSuite) {
  const api = apiUrl(world, repository);
  const pullRequest = repository.pullRequests.find(({ headOid }) => headOid === suite.headOid);
  const headBranch = pullRequest?.headBranch ?? (await branchAt(repository, suite.headOid));
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_sha: suite.headOid,
    head_branch: headBranch,
    before: null,
    after: suite.headOid,
    status: suiteStatus(suite).toLowerCase(),
    conclusion: suiteConclusion(suite)?.toLowerCase() ?? null,
    url: `${api}/check-suites/${suite.id}`,
    check_runs_url: `${api}/check-suites/${suite.id}/check-runs`,
    latest_check_runs_count: suite.runs.length,
    app: appOf(world, suite),
    pull_requests: await presentPullRequestReferences(world, repository, suite.headOid),
  };
}

/** Also of a merge group, whose branch is GitHub's own. */
async function branchAt({ gitDirectory }: Repository, oid: string): Promise<string | null> {
  const refs = await gitAt(gitDirectory).readRefs('refs/heads/');
  const [ref = null] = [...refs].find(([, head]) => head === oid) ?? [];
  return ref?.replace('refs/heads/', '') ?? null;
}

function appOf(world: World, suite: CheckSuite) {
  const app = world.state.apps.find(({ id }) => id === suite.appId);
  return app ? presentApp(world, app) : null;
}

/** GitHub names only pull requests from the same repository here: of a fork's push a check suite knows nothing. */
async function presentPullRequestReferences(world: World, repository: Repository, headOid: string) {
  const own = repository.pullRequests.filter(
    candidate =>
      candidate.state === 'OPEN' &&
      candidate.headOid === headOid &&
      candidate.headRepositoryId === repository.id,
  );
  const repo = { id: repository.id, name: repository.name, url: apiUrl(world, repository) };
  return Promise.all(
    own.map(async ({ id, number, headBranch, baseBranch }) => ({
      id,
      number,
      url: `${repo.url}/pulls/${number}`,
      head: { ref: headBranch, sha: headOid, repo },
      base: {
        ref: baseBranch,
        sha: (await branchHead(repository.gitDirectory, baseBranch)) ?? headOid,
        repo,
      },
    })),
  );
}
