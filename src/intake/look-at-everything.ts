import type { Logger, ProbotOctokit } from 'probot';
import type { Job } from '../jobs/job.ts';
import type { Priority } from '../jobs/priority.ts';
import { grantedTo, type Manifest, missingGrants } from './manifest.ts';

export type LookOptions = {
  /** A client for the App. */
  octokit: () => Promise<ProbotOctokit>;
  enqueue: (job: Job, priority: Priority) => Promise<void>;
  manifest: Manifest;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  signal: AbortSignal;
};

/**
 * Asks for a look at every installation, because webhooks may have been missed; the repositories are listed from the queue.
 * Returns how many were asked for.
 */
export async function lookAtEverything({
  octokit,
  enqueue,
  manifest,
  log,
  signal,
}: LookOptions): Promise<number> {
  const app = await octokit();
  let count = 0;
  const installations = everyPage(async page => {
    const { data } = await app.request('GET /app/installations', {
      ...page,
      request: { retries: 0, signal },
    });
    return data;
  });
  for await (const installation of installations) {
    if (installation.suspended_at) continue;
    const problems = missingGrants(manifest, grantedTo(installation));
    if (problems.length > 0) {
      log.warn({ installation: installation.id, problems }, 'An installation lacks permissions');
    }
    await enqueue({ kind: 'installation', installationId: installation.id, onlyChanged: true }, 'sweep');
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
