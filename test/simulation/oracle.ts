import { changedFiles } from '../../local-github/changed-files.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import type { World } from '../../local-github/world.ts';
import { indexFiles } from '../../src/catalog/index-page.ts';
import { changedFile } from '../../src/github/changed-file.ts';
import { commitTrees } from '../../src/github/commit-trees.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { inspectCommit } from '../../src/planning/inspect-commit.ts';
import { claimCache } from '../../src/planning/load-claims.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { planPullRequest } from '../../src/planning/plan-pull-request.ts';
import { readDomains } from '../../src/planning/read-domains.ts';
import type { Review } from '../../src/review/review.ts';
import { examiner } from './examiner.ts';
import { clientThat, received } from './requests.ts';
import type { Stage } from './world.ts';

/** What would be right, worked out without the App's jobs, caches and marks, on a GitHub that never fails. */
export type Oracle = {
  /** Whether a check of this commit may say so: by the policy that the default branch has, or had. */
  mayConclude(repository: Repository, headOid: string, conclusion: string): Promise<boolean>;
  /** The review that a pull request gets from an App that has never seen it; null where there is none. */
  reviewOf(repository: Repository, pull: PullRequest): Promise<Review | null>;
  /** The generated files that are, at a commit, not what the default branch's tree demands. */
  wrongIndexFiles(repository: Repository, tip: string, at?: string): Promise<string[]>;
};

export function openOracle(stage: Stage, tipsOf: (repository: Repository) => readonly string[]): Oracle {
  const version = '1.0.0';
  const clientOf = (world: World) =>
    clientThat(async question => received(question, await stage.answers.to(world, question)));
  const contextOf = (world: World) => ({
    github: clientOf(world),
    identity: { appId: stage.app.id },
    domains: domainCache(),
    claims: claimCache(),
    cache: noCache,
    examiner,
    version,
  });
  const context = contextOf(stage.world);
  const known = new Map<string, Promise<string>>();

  async function conclude(repository: Repository, headOid: string, policyOid: string): Promise<string> {
    const changed = await changedFiles(repository.gitDirectory, policyOid, headOid);
    const files = changed.flatMap(({ path, changeType, previousPath }) => [
      changedFile({ path, changeType }),
      ...(previousPath === null ? [] : [{ path: previousPath, change: 'deleted' as const }]),
    ]);
    const outcome = await inspectCommit(context, {
      repositoryId: repository.nodeId,
      headOid,
      policyOid,
      files,
      pullRequestContext: { agrees: () => false },
      readMergeBase: async () =>
        (await gitAt(repository.gitDirectory).mergeBase(policyOid, headOid)) ?? policyOid,
    });
    if (outcome.kind !== 'inspected') return 'action_required';
    const diagnostics = outcome.inspections.flatMap(({ report }) => report.diagnostics);
    return diagnostics.some(({ severity }) => severity === 'error') ? 'failure' : 'success';
  }

  return {
    async mayConclude(repository, headOid, conclusion) {
      for (const tip of tipsOf(repository).toReversed()) {
        const key = `${repository.id} ${headOid} ${tip}`;
        const found = known.get(key) ?? conclude(repository, headOid, tip);
        known.set(key, found);
        if ((await found) === conclusion) return true;
      }
      return false;
    },
    async reviewOf(repository, { number }) {
      const world = withoutMarks(stage);
      const plan = await planPullRequest(contextOf(world), repository.nodeId, number);
      return plan.kind === 'planned' ? plan.review : null;
    },
    async wrongIndexFiles(repository, tip, at = tip) {
      const tree = commitTrees(context.github, repository.nodeId)(tip);
      const domains = await readDomains(context, tree, { trustIndex: false });
      const git = gitAt(repository.gitDirectory);
      const wrong: string[] = [];
      for (const { taxonomy, library, left } of domains)
        if (taxonomy !== null) {
          const wanted = indexFiles(library, taxonomy);
          for (const [path, text] of Object.entries(wanted)) {
            const blob = await git.readObject(`${at}:${path}`);
            if (blob?.content.toString() !== text) wrong.push(path);
          }
          for (const path of left) if (await git.readObject(`${at}:${path}`)) wrong.push(path);
        }
      return wrong;
    },
  };
}

/** The world as if the App had never written anything but commits. */
function withoutMarks(stage: Stage): World {
  const world = stage.freeze();
  const bot = `${stage.app.slug}[bot]`;
  for (const repository of world.state.repositories) {
    repository.checkSuites = repository.checkSuites.filter(({ appId }) => appId !== stage.app.id);
    for (const pull of repository.pullRequests) {
      const byApp = pull.timeline.filter(({ actor }) => actor.login === bot);
      const byPeople = pull.timeline.filter(({ actor }) => actor.login !== bot);
      pull.labels = pull.labels.filter(
        label => !byApp.some(act => act.label === label && act.kind === 'labeled'),
      );
      pull.timeline = byPeople;
      pull.comments = pull.comments.filter(({ author }) => author.login !== bot);
      pull.reviews = pull.reviews.filter(({ author }) => author.login !== bot);
    }
  }
  return world;
}
