import { request } from '@octokit/request';
import { ProbotOctokit } from 'probot';
import { fields } from './payload.ts';
import { RateLimited, rateLimitSeconds } from './rate-limit.ts';

type Hooks = { hook: Pick<ProbotOctokit['hook'], 'wrap'> };

/**
 * Makes Probot's GitHub client with other manners towards GitHub's limits. Its own throttling is off, because it
 *
 * - sends every POST a second after the one before, and reading with GraphQL is a POST: a review is two reads and
 *   one write, and would take three seconds per installation for nothing. Only mutations need the second;
 * - waits in memory until a limit is lifted, up to an hour with a worker held and the job expiring meanwhile. The
 *   queue waits better: it is durable, and the job then reads the state as it is by that time;
 * - knows GraphQL only at the path `/graphql`, so it would miss a limit told with status 200 by a GitHub
 *   Enterprise Server, where the path is `/api/graphql`.
 */
export function politeOctokit(writeSpacingMs: number): typeof ProbotOctokit {
  // Per installation, because GitHub counts per installation; shared, because a client lives for one job.
  const nextWrite = new Map<number, number>();

  async function writeTurn(installationId: number): Promise<void> {
    const turn = Math.max(Date.now(), nextWrite.get(installationId) ?? 0);
    nextWrite.set(installationId, turn + writeSpacingMs);
    const wait = turn - Date.now();
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
  }

  function manners(octokit: Hooks, octokitOptions: unknown) {
    const installationId = Number(fields(fields(octokitOptions).auth).installationId ?? 0);
    octokit.hook.wrap('request', async (request, options) => {
      if (isMutation(options)) await writeTurn(installationId);
      try {
        const response = await request(options);
        const seconds = rateLimitSeconds(response, Date.now());
        if (seconds !== null) throw new RateLimited(seconds);
        return response;
      } catch (error) {
        const seconds =
          error instanceof Error && 'response' in error ? rateLimitSeconds(error.response, Date.now()) : null;
        throw seconds === null ? error : new RateLimited(seconds);
      }
    });
  }

  return ProbotOctokit.plugin(manners).defaults((options: object) => ({
    ...options,
    // Without it the strategy renews tokens at api.github.com, whichever GitHub this is.
    auth: {
      ...fields(fields(options).auth),
      request: request.defaults({ baseUrl: String(fields(options).baseUrl) }),
    },
    throttle: { enabled: false },
    // Once, for a connection that broke: what fails twice is the queue's to try again. The list is the plugin's
    // own, and 429: a limit is not met by trying again at once.
    retry: { retries: 1, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
  }));
}

function isMutation(options: object): boolean {
  const { query } = fields(options);
  return typeof query === 'string' && /^\s*mutation\b/m.test(query);
}
