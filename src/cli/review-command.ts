import type { Octokit } from '@octokit/rest';
import packageJson from '../../package.json' with { type: 'json' };
import type { Examiner } from '../examiner/open-examiner.ts';
import { visible } from '../pattern/visible.ts';
import { noCache } from '../planning/examination-cache.ts';
import { claimCache } from '../planning/load-claims.ts';
import { domainCache } from '../planning/load-domains.ts';
import { type Plan, planPullRequest } from '../planning/plan-pull-request.ts';
import { reviewText } from '../review/review-text.ts';
import { githubRefusal } from './github-refusal.ts';
import { githubServer } from './github-server.ts';
import { readOptions } from './options.ts';
import { type PullRequestAddress, pullRequestAddress } from './pull-request-address.ts';
import { readingClient } from './reading-client.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { reviewJson } from './review-json.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export const reviewHelp = `Prints the review that the App would post on a pull request. Nothing is written to GitHub.

Usage: patterns review <owner/repository#number | address> [--app <slug>] [--json]

  --app <slug>   whose check run, comment and labels count as the App's own (default: pattern-librarian)
  --json         the review and what of it is not posted yet, for programs

GITHUB_TOKEN or GH_TOKEN holds the token; read access is enough. GITHUB_API_URL names another GitHub than github.com, such as
https://git.example.com/api/v3.
Exit code: 0 the check would succeed, 1 it would fail, 2 wrong usage or the review could not be made.`;

/** The App reads with its own token; this reads with a person's, so whose comment is the App's is told by its slug. */
export async function reviewCommand(
  args: string[],
  terminal: Terminal,
  examiner: Examiner,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ExitCode | Refusal> {
  const options = readOptions(args, { app: { type: 'string' }, json: { type: 'boolean' } });
  if (isRefusal(options)) return options;
  const { app: slug = 'pattern-librarian', json = false } = options.values;
  const [name, ...more] = options.positionals;
  if (name === undefined || more.length > 0)
    return { refusal: 'Name one pull request: owner/repository#12, or the address of its page.' };
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(slug))
    return {
      refusal: `--app is ${JSON.stringify(visible(slug))}; expected the last part of the App’s address, such as pattern-librarian.`,
    };
  const address = pullRequestAddress(name);
  if (isRefusal(address)) return address;
  const server = githubServer(address.server, env);
  if (isRefusal(server)) return server;

  const repository = `${address.owner}/${address.repo}`;
  let plan: Plan | Refusal;
  try {
    const octokit = readingClient(server, packageJson.version);
    plan = await planOf(octokit, address, { slug, terminal, examiner });
  } catch (error) {
    const refusal = githubRefusal(error, { ...server, repository, number: address.number });
    if (refusal === null) throw error;
    return refusal;
  }
  if (isRefusal(plan)) return plan;
  if (plan.kind !== 'planned') return { refusal: whyNot(plan, `${repository}#${address.number}`) };
  const { snapshot, review, difference } = plan;
  terminal.print(
    json
      ? reviewJson(snapshot, review, difference)
      : reviewText(snapshot, review, difference, terminal.paint),
  );
  return { success: 0, failure: 1, action_required: 2 }[review.checkRun.conclusion] as ExitCode;
}

async function planOf(
  octokit: Octokit,
  { owner, repo, number }: PullRequestAddress,
  { slug, terminal, examiner }: { slug: string; terminal: Terminal; examiner: Examiner },
): Promise<Plan | Refusal> {
  const { data } = await octokit.rest.repos.get({ owner, repo });
  if (typeof data?.node_id !== 'string')
    return { refusal: 'What answers there is no GitHub; look at the address and at GITHUB_API_URL.' };
  if (data.archived)
    return {
      refusal: `${owner}/${repo} is archived, so the App looks at nothing there; unarchive it first.`,
    };
  const appId = await appIdOf(octokit, slug);
  if (appId === null)
    terminal.complain(
      `There is no App ${slug} that this token may see, so nothing posted counts as its own; --app names another.`,
    );
  const context = {
    github: octokit,
    // No App has the number 0.
    identity: { appId: appId ?? 0, slug },
    examiner,
    cache: noCache,
    domains: domainCache(),
    claims: claimCache(),
    version: packageJson.version,
  };
  return planPullRequest(context, data.node_id, number);
}

async function appIdOf(octokit: Octokit, slug: string): Promise<number | null> {
  try {
    const { data } = await octokit.rest.apps.getBySlug({ app_slug: slug });
    return data?.id ?? null;
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return null;
    throw error;
  }
}

function whyNot(plan: Exclude<Plan, { kind: 'planned' }>, name: string): string {
  switch (plan.kind) {
    case 'gone':
      return `${name} is not there any more; look at the number.`;
    case 'not-open':
      return plan.snapshot.state === 'MERGED'
        ? `${name} is merged, and the App reviews open pull requests only; name an open one.`
        : `${name} is closed, and the App reviews open pull requests only; reopen it, or name an open one.`;
    case 'no-library':
      return `${name} is in a repository without a library, which the App leaves alone; a library begins with patterns/<domain>/taxonomy.yaml on the default branch.`;
  }
}
