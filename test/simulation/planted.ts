import { updateBranch } from '../../local-github/actions/update-branch.ts';
import { branchHead } from '../../local-github/git.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';
import type { InstallationGitHub } from '../../src/github/client.ts';
import type { GateTable } from '../../src/jobs/gate-table.ts';
import type { JobRecords } from '../../src/jobs/job-records.ts';
import { memoryGateTable } from '../jobs/memory-gate-table.ts';
import type { Stage } from './world.ts';

/** A fault that is put between the App's parts on purpose: the simulation has to find it. */
export type PlantedFault = {
  /** A client with the fault, for one attempt; `kept` is whatever the process keeps from one to the next. */
  client?(real: InstallationGitHub, stage: Stage, kept: Map<string, unknown>): InstallationGitHub;
  /** What a process knows of GitHub's limits. */
  gates?(shared: GateTable): GateTable;
  /** What is remembered of jobs. */
  records?(real: JobRecords): JobRecords;
};

type Graphql = (query: string, variables: Record<string, unknown>) => Promise<unknown>;

/** The same client, but for how GraphQL is asked. */
function withGraphql(real: InstallationGitHub, graphql: (ask: Graphql) => Graphql): InstallationGitHub {
  return { ...real, graphql: graphql(real.graphql as unknown as Graphql) as never };
}

const isMutation = (query: string): boolean => /^\s*mutation/.test(query);

/** After an uncertain answer it sends a mutation again, and does not look first whether it was carried out. */
export const sendsAgain: PlantedFault = {
  client: real =>
    withGraphql(real, ask => async (query, variables) => {
      try {
        return await ask(query, variables);
      } catch (error) {
        if (!isMutation(query)) throw error;
        return ask(query, variables);
      }
    }),
};

/** It commits the index over the commit that it has read, and does not ask whether the branch is still there. */
export const commitsBlindly: PlantedFault = {
  client: (real, { world, app }) =>
    withGraphql(real, ask => async (query, variables) => {
      if (!/^\s*mutation CommitIndex/.test(query)) return ask(query, variables);
      const { branch, expectedHeadOid, message, fileChanges } = variables.input as {
        branch: { repositoryNameWithOwner: string; branchName: string };
        expectedHeadOid: string;
        message: { headline: string };
        fileChanges: { additions: { path: string; contents: string }[] };
      };
      const repository = world.state.repositories.find(
        ({ owner, name }) => `${owner}/${name}` === branch.repositoryNameWithOwner,
      );
      if (!repository) throw new Error('the repository is gone');
      const made = await gitAt(repository.gitDirectory).commitFiles({
        parent: expectedHeadOid,
        additions: fileChanges.additions.map(({ path, contents }) => ({
          path,
          content: Buffer.from(contents, 'base64'),
        })),
        deletions: [],
        message: message.headline,
        author: { name: app.slug, email: 'app@example.org' },
        at: world.now(),
      });
      if (!made.ok) throw new Error(made.reason);
      const present = await branchHead(repository.gitDirectory, branch.branchName);
      const bot = { login: `${app.slug}[bot]`, kind: 'bot' } as const;
      await updateBranch(world, repository, branch.branchName, present, made.oid, bot);
      return { createCommitOnBranch: { commit: { oid: made.oid, url: '' } } };
    }),
};

/** It keeps which head a pull request had when it was first read, and reviews that, whatever has been pushed since. */
export const remembersHeads: PlantedFault = {
  client: (real, _, kept) =>
    withGraphql(real, ask => async (query, variables) => {
      const answer = await ask(query, variables);
      if (!/^\s*query PullRequestSnapshot/.test(query)) return answer;
      const { node } = answer as { node: { pullRequest: Record<string, unknown> | null } | null };
      if (!node?.pullRequest) return answer;
      const { headRefOid, files, changedFiles, commits } = node.pullRequest;
      const key = JSON.stringify(variables);
      const first = kept.get(key) ?? { headRefOid, files, changedFiles, commits };
      kept.set(key, first);
      return {
        ...(answer as object),
        node: { ...node, pullRequest: { ...node.pullRequest, ...(first as object) } },
      };
    }),
};

/** Where GitHub answers in part, and says so, it takes the part for the whole, and what it has not seen for right. */
export const takesPartForWhole: PlantedFault = {
  client: real => {
    let isPart = false;
    return withGraphql(real, ask => async (query, variables) => {
      const { checkRun } = variables as { checkRun?: { conclusion?: string } };
      if (isPart && checkRun?.conclusion === 'FAILURE') checkRun.conclusion = 'SUCCESS';
      try {
        return await ask(query, variables);
      } catch (error) {
        if (isMutation(query) || !(error instanceof Error && 'data' in error) || !error.data) throw error;
        isPart = true;
        return error.data;
      }
    });
  },
};

/** What GitHub has said of its limits is forgotten with the job that it was said to. */
export const forgetsLimits: PlantedFault = {
  gates: shared => ({ ...shared, close: async () => {} }),
};

/** What GitHub has said of its limits is known to the process that it was said to, and to no other. */
export const keepsLimitsToItself: PlantedFault = { gates: () => memoryGateTable() };

/** What the process ended of once is refused as if it had three times. */
export const refusesAtOnce: PlantedFault = {
  records: real => ({
    ...real,
    async begin(key, jobId) {
      const record = await real.begin(key, jobId);
      return { ...record, endingsAlone: record.endings * 3 };
    },
  }),
};

/** What GitHub refuses of a document, and carries out the rest of, is taken for a failure of all of it. */
export const failsOfRefusals: PlantedFault = {
  client: real =>
    withGraphql(real, ask => async (query, variables) => {
      try {
        return await ask(query, variables);
      } catch (error) {
        throw isMutation(query) ? new Error(String(error)) : error;
      }
    }),
};

/** Where it may not commit the index itself, it leaves it. */
export const proposesNothing: PlantedFault = {
  client: real =>
    withGraphql(
      real,
      ask => async (query, variables) =>
        /^\s*mutation ProposeIndex/.test(query) ? {} : ask(query, variables),
    ),
};
