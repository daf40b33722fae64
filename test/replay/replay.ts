import type { Examiner } from '../../src/examiner/open-examiner.ts';
import { examine } from '../../src/inspection/examine.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { type Plan, planFor } from '../../src/planning/plan-pull-request.ts';
import { type Commit, commits, type Fixture, folderNames, ownPaths } from './fixture.ts';
import { recordedGitHub } from './recorded-github.ts';

export type Planned = Extract<Plan, { kind: 'planned' }>;

export type Replayed = { plan: Planned; used: Record<Commit, Set<string>> };

/** In this process: what is recorded is known to be parsed in time. */
const examiner: Examiner = {
  examine: async (folders, policy) => folders.map(folder => examine(folder, policy)),
  parse: async files => files.map(file => parseFile(file)),
  start: async () => undefined,
  shrink: () => undefined,
  close: () => undefined,
};

/** What this release makes of a recorded pull request: all that the App does after it has read the snapshot. */
export async function replay(fixture: Fixture): Promise<Replayed> {
  const { octokit, used } = recordedGitHub(fixture);
  const plan = await planFor(
    {
      github: octokit,
      identity: { appId: 0 },
      examiner,
      cache: noCache,
      domains: domainCache(),
      claims: { of: async () => fixture.claims, keep: () => undefined },
      version: fixture.version,
    },
    fixture.snapshot,
  );
  if (plan.kind !== 'planned') throw new Error(`No review is made of it: it is ${plan.kind}.`);
  return { plan, used };
}

/** Files of the fixture that no review asks for. They would go stale unnoticed. */
export function unusedFiles(folder: string, { used }: Replayed): string[] {
  // What the default branch has is there at the head as well, unless the pull request changes it.
  const isUsed = (commit: Commit, path: string): boolean =>
    used[commit].has(path) || (commit === 'default' && commits.some(other => used[other].has(path)));
  return ownPaths(folder).flatMap(({ commit, path }) =>
    isUsed(commit, path) ? [] : `${folderNames[commit]}/${path}`,
  );
}
