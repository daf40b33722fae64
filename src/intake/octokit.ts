import { request } from '@octokit/request';
import { ProbotOctokit } from 'probot';
import type { Gate, Resource } from '../jobs/gate.ts';
import { boundedFetch, type RequestBounds } from './bounded-fetch.ts';
import { fields } from './payload.ts';
import { quotaOf, RateLimited, rateLimitSeconds } from './rate-limit.ts';

/** Told of every request: its name in the document, or method and path with places for names; and the HTTP status, null without an answer. */
export type RequestAnswered = (operation: string, status: number | null) => void;

type Hooks = { hook: Pick<ProbotOctokit['hook'], 'wrap'> };

/** A job waits so long for its first turn to write, or goes back to the queue; what has begun to write is finished rather. */
const maxWaitMs = { first: 2_000, further: 15_000 };

/**
 * Makes Probot's GitHub client with other manners towards GitHub's limits. Its own throttling is off, because it
 *
 * - sends every POST a second after the one before, and reading with GraphQL is a POST: a review is two reads and
 *   one write, and would take three seconds per installation for nothing. Only mutations need the second;
 * - waits in memory until a limit is lifted, up to an hour with a worker held and the job expiring meanwhile, and forgets the
 *   limit with the job. The queue waits better: it is durable, and the job then reads the state as it is by that time. What
 *   GitHub says is kept in the gate, for all jobs of the installation in all processes;
 * - knows GraphQL only at the path `/graphql`, so it would miss a limit told with status 200 by a GitHub
 *   Enterprise Server, where the path is `/api/graphql`.
 */
export function politeOctokit(
  gate: Gate,
  bounds?: RequestBounds,
  answered: RequestAnswered = () => {},
): typeof ProbotOctokit {
  const fetch = boundedFetch(bounds);

  function manners(octokit: Hooks, octokitOptions: unknown) {
    const installationId = Number(fields(fields(octokitOptions).auth).installationId ?? 0);
    let hasWritten = false;
    octokit.hook.wrap('request', async (send, options) => {
      const resource = /\/graphql$/.test(options.url) ? 'graphql' : 'core';
      await gate.pass(installationId, resource);
      if (isMutation(options)) {
        await gate.writeTurn(installationId, hasWritten ? maxWaitMs.further : maxWaitMs.first);
        hasWritten = true;
      }
      try {
        const response = await send(options);
        answered(operationOf(options), response.status);
        await heed(gate, installationId, resource, response);
        return response;
      } catch (error) {
        if (!(error instanceof RateLimited)) answered(operationOf(options), statusOf(error));
        if (error instanceof Error && 'response' in error)
          await heed(gate, installationId, resource, error.response);
        throw error;
      }
    });
  }

  return ProbotOctokit.plugin(manners).defaults((options: object) => ({
    ...options,
    request: { ...fields(fields(options).request), fetch },
    // Without it the strategy renews tokens at api.github.com, whichever GitHub this is.
    auth: {
      ...fields(fields(options).auth),
      request: request.defaults({ baseUrl: String(fields(options).baseUrl), request: { fetch } }),
    },
    throttle: { enabled: false },
    // Once, for a connection that broke: what fails twice is the queue's to try again. The list is the plugin's
    // own, and 429: a limit is not met by trying again at once.
    retry: { retries: 1, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
  }));
}

/** Keeps what an answer says of limits, and throws when it is a refusal. */
async function heed(gate: Gate, installationId: number, resource: Resource, answer: unknown): Promise<void> {
  const seconds = rateLimitSeconds(answer, Date.now());
  const quota = quotaOf(answer);
  // The answer counts also where the store does not take the note.
  if (quota) await gate.note(installationId, resource, quota).catch(() => {});
  if (seconds === null) return;
  const closed = quota?.remaining === 0 ? resource : 'secondary';
  await gate.close(installationId, closed, seconds).catch(() => {});
  throw new RateLimited(seconds);
}

function operationOf(options: { method?: string; url: string }): string {
  const { query } = fields(options);
  const name = typeof query === 'string' ? /^\s*(?:query|mutation)\s+(\w{1,60})/.exec(query)?.[1] : undefined;
  return name ?? `${options.method} ${options.url.replace(/^https?:\/\/[^/]*/, '')}`;
}

function statusOf(error: unknown): number | null {
  const { response } = fields(error);
  const { status } = fields(response);
  return typeof status === 'number' ? status : null;
}

function isMutation(options: object): boolean {
  const { query } = fields(options);
  return typeof query === 'string' && /^\s*mutation\b/m.test(query);
}
