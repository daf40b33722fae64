import type { Logger, ProbotOctokit } from 'probot';
import type { Job } from '../jobs/job.ts';
import { grantedTo, type Manifest, missingGrants } from './manifest.ts';
import { repositoryRef } from './payload.ts';

export type LookOptions = {
  /** A client for the App, or for one of its installations. */
  octokit: (installationId?: number) => Promise<ProbotOctokit>;
  enqueue: (job: Job) => Promise<void>;
  manifest: Manifest;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  signal: AbortSignal;
};

/**
 * Asks for a look at every repository of every installation, because webhooks may have been missed. Returns how
 * many were asked for and how many installations could not be listed; one that fails does not stop the others.
 */
export async function lookAtEverything(
  options: LookOptions,
): Promise<{ repositories: number; failed: number }> {
  const { octokit, log, signal } = options;
  const app = await octokit();
  let repositories = 0;
  let failed = 0;
  const installations = everyPage(async page => {
    const { data } = await app.request('GET /app/installations', {
      ...page,
      request: { retries: 0, signal },
    });
    return data;
  });
  for await (const installation of installations) {
    if (installation.suspended_at) continue;
    const problems = missingGrants(options.manifest, grantedTo(installation));
    if (problems.length > 0) {
      log.warn({ installation: installation.id, problems }, 'An installation lacks permissions');
    }
    try {
      repositories += await lookAtInstallation(installation.id, options);
    } catch (error) {
      signal.throwIfAborted();
      failed += 1;
      const about = { installation: installation.id, err: error };
      log.warn(about, 'Could not list the repositories of an installation');
    }
  }
  return { repositories, failed };
}

async function lookAtInstallation(
  installationId: number,
  { octokit, enqueue, signal }: LookOptions,
): Promise<number> {
  const client = await octokit(installationId);
  let count = 0;
  const repositories = everyPage(async page => {
    const { data } = await client.request('GET /installation/repositories', {
      ...page,
      request: { retries: 0, signal },
    });
    return data.repositories;
  });
  for await (const item of repositories) {
    const repository = repositoryRef(item);
    if (repository === null || item.archived || item.disabled) continue;
    await enqueue({ kind: 'repository', installationId, repository });
    count += 1;
  }
  return count;
}

type PageParameters = { per_page: number; page: number };

/** Octokit's own paging drops the `request` options, and with them the signal that ends it. */
async function* everyPage<Item>(read: (page: PageParameters) => Promise<Item[]>): AsyncGenerator<Item> {
  const perPage = 100;
  for (let page = 1; ; page += 1) {
    const items = await read({ per_page: perPage, page });
    yield* items;
    if (items.length < perPage) return;
  }
}
