import type { Octokit } from '@octokit/rest';
import packageJson from '../../package.json' with { type: 'json' };
import type { Claim } from '../../src/catalog/claim.ts';
import { pullRequestAddress } from '../../src/cli/pull-request-address.ts';
import { readingClient } from '../../src/cli/reading-client.ts';
import { isRefusal } from '../../src/cli/refusal.ts';
import { openExaminer } from '../../src/examiner/open-examiner.ts';
import type { PlanningContext } from '../../src/planning/context.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { claimCache } from '../../src/planning/load-claims.ts';
import { domainCache } from '../../src/planning/load-domains.ts';
import { planPullRequest } from '../../src/planning/plan-pull-request.ts';
import type { Fixture } from '../../test/replay/fixture.ts';
import type { Planned } from '../../test/replay/replay.ts';
import { readTrees } from './read-trees.ts';

/** A pull request with all files of its commits, and what the App would say of it now. */
export type Recording = { fixture: Fixture; plan: Planned };

/** Whose the token is: the App's own, or that of a person, who then tells the App by its slug. */
export type Reader = { appId: number } | { slug: string };

export type Server = { apiUrl: string; token: string };

/** For one file. A recording may take its time; what a busy machine did not parse would be recorded as the file's fault. */
const maxMilliseconds = 120_000;

/** Reads a pull request of a GitHub that runs, as `patterns review` does, and fetches its commits with Git. */
export async function recordingOf(
  server: Server,
  name: string,
  story: string,
  reader: Reader,
): Promise<Recording> {
  const address = pullRequestAddress(name);
  if (isRefusal(address)) throw new Error(address.refusal);
  const { owner, repo, number } = address;
  const { version } = packageJson;
  const octokit = readingClient(server, version);
  const { data } = await octokit.rest.repos.get({ owner, repo });
  const claims: Claim[] = [];
  const plan = await plannedBy(octokit, reader, claims, data.node_id, number);
  const { snapshot } = plan;
  const { mergeBase, trees } = await readTrees(server.token, `${snapshot.repository.url}.git`, snapshot);
  const isElsewhere = mergeBase !== snapshot.repository.defaultOid;
  const fixture = { story, version, claims, snapshot, ...(isElsewhere && { mergeBase }), trees };
  return { fixture, plan };
}

async function plannedBy(
  octokit: Octokit,
  reader: Reader,
  claims: Claim[],
  repository: string,
  number: number,
): Promise<Planned> {
  const identity =
    'appId' in reader
      ? reader
      : { appId: (await octokit.rest.apps.getBySlug({ app_slug: reader.slug })).data?.id ?? 0, ...reader };
  const examiner = openExaminer({ milliseconds: maxMilliseconds });
  const known = claimCache();
  const context: PlanningContext = {
    github: octokit,
    identity: identity,
    examiner,
    cache: noCache,
    domains: domainCache(),
    claims: {
      ...known,
      async of(...asked) {
        claims.push(...(await known.of(...asked)));
        return [...claims];
      },
    },
    version: packageJson.version,
  };
  try {
    const plan = await planPullRequest(context, repository, number);
    if (plan.kind !== 'planned') throw new Error(`The App says nothing of it: it is ${plan.kind}.`);
    return plan;
  } finally {
    examiner.close();
  }
}
