import { request } from '@octokit/request';
import { ProbotOctokit } from 'probot';
import type { Gate } from '../jobs/gate.ts';
import { boundedFetch, type RequestBounds } from './bounded-fetch.ts';
import { fields } from './payload.ts';
import { type RequestAnswered, throughGate } from './through-gate.ts';

type Hooks = { hook: Pick<ProbotOctokit['hook'], 'wrap'> };

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
 *
 * So are its own second attempts: they do not look at the gate, which another job may have had closed meanwhile.
 */
export function politeOctokit(
  gate: Gate,
  bounds?: RequestBounds,
  answered?: RequestAnswered,
): typeof ProbotOctokit {
  const fetch = boundedFetch(bounds);

  function manners(octokit: Hooks, octokitOptions: unknown) {
    const installationId = Number(fields(fields(octokitOptions).auth).installationId ?? 0);
    octokit.hook.wrap('request', throughGate(gate, installationId, answered));
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
    retry: { enabled: false },
  }));
}
