import type { ProbotOctokit } from 'probot';
import type { OwnApp } from './jobs-for-event.ts';
import { grantedTo, type Manifest, missingGrants } from './manifest.ts';
import { fields } from './payload.ts';
import { RateLimited } from './rate-limit.ts';

export type ReadinessOptions = {
  appId: number;
  /** A client that authenticates as the App. */
  octokit: () => Promise<ProbotOctokit>;
  manifest: Manifest;
  /** Rejects when the store cannot take a job. */
  storeIsAlive: () => Promise<void>;
  /** Rejects when no process can be started that examines files; null where none are examined. */
  examinerStarts: (() => Promise<void>) | null;
  now?: () => number;
};

export type Readiness = {
  /** Sentences that say what keeps the App from working; empty when it is ready. */
  problems: () => Promise<string[]>;
  identity: () => OwnApp;
};

const minute = 60_000;
export const storeProblem = 'The store of the queue is closed or does not answer.';

/** Asks the store, the examiner and GitHub whether the App can do its work. What the last two say is kept for a minute. */
export function readiness(options: ReadinessOptions): Readiness {
  const { appId, octokit, manifest, storeIsAlive, examinerStarts, now = Date.now } = options;
  let identity: OwnApp = { id: appId, slug: null };
  let asked: { at: number; problems: Promise<string[]> } | null = null;

  const askExaminer = async (): Promise<string[]> =>
    (examinerStarts?.() ?? Promise.resolve()).then(
      () => [],
      (error: Error) => [
        `No pull request can be checked: ${error.message}. It may read only this program and its node_modules; install them anew with \`npm ci\`.`,
      ],
    );

  async function askGitHub(): Promise<string[]> {
    try {
      const github = await octokit();
      const { data } = await github.request('GET /app', {
        request: { retries: 0, signal: AbortSignal.timeout(5_000) },
      });
      const slug = fields(data).slug;
      identity = { id: appId, slug: typeof slug === 'string' ? slug : null };
      return missingGrants(manifest, grantedTo(data));
    } catch (error) {
      return [wordsFor(error, appId)];
    }
  }

  async function problems(): Promise<string[]> {
    if (!asked || now() - asked.at >= minute) {
      const answers = Promise.all([askExaminer(), askGitHub()]);
      asked = { at: now(), problems: answers.then(found => found.flat()) };
    }
    const store = storeIsAlive().then(
      () => [],
      () => [storeProblem],
    );
    return [...(await store), ...(await asked.problems)];
  }

  return { problems, identity: () => identity };
}

function wordsFor(error: unknown, appId: number): string {
  if (error instanceof RateLimited) return error.message;
  const { status, response } = fields(error);
  if (status === undefined) return 'The private key cannot be used to sign in at GitHub.';
  if (response === undefined) return 'GitHub cannot be reached from here.';
  if (status === 401 || status === 404) {
    return `GitHub does not accept the credentials (${status}): APP_ID ${appId} and the private key do not belong together, or the clock of this machine is wrong.`;
  }
  return `GitHub answered ${status} when asked about the App.`;
}
