import { nameOf } from '../auth.ts';
import type { Viewer, World } from '../world.ts';
import { type Window, windowOf } from './usage.ts';

export type Resource = 'core' | 'graphql';

/** What GitHub answers to what is too much. */
export type LimitRefusal = { status: 200 | 403 | 429; headers?: Record<string, string>; body: object };

/** What a viewer has used of this hour, counted in requests (REST) or points (GraphQL). */
export function hourOf(world: World, viewer: Viewer | null, resource: Resource): Window {
  return windowOf(world, `${nameOf(viewer)} ${resource} an hour`, world.limits.hourSeconds);
}

function mostOf({ limits }: World, viewer: Viewer | null): number {
  if (viewer === null) return limits.anonymousPerHour;
  return viewer.kind === 'user' ? limits.perHour : limits.appPerHour;
}

/** The headers that GitHub sends with every answer, also a refusal. */
export function rateLimitHeaders(
  world: World,
  viewer: Viewer | null,
  resource: Resource,
): Record<string, string> {
  const { used, endsAt } = hourOf(world, viewer, resource);
  const most = mostOf(world, viewer);
  return {
    'x-ratelimit-limit': String(most),
    'x-ratelimit-remaining': String(Math.max(0, most - used)),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(endsAt),
    'x-ratelimit-resource': resource,
  };
}

/**
 * GitHub's answer when nothing of the hour is left: REST refuses with 403, GraphQL tells it under 200. Its error has the
 * type RATE_LIMIT (yanyongyu/githubkit#271); it was RATE_LIMITED (github/docs#22607). How long to wait, only
 * `x-ratelimit-reset` says.
 */
export function primaryRefusal(world: World, viewer: Viewer | null, resource: Resource): LimitRefusal | null {
  if (hourOf(world, viewer, resource).used < mostOf(world, viewer)) return null;
  const who = viewer === null ? '127.0.0.1' : whoIs(viewer);
  if (resource === 'graphql') {
    const message = `API rate limit already exceeded for ${who}.`;
    return { status: 200, body: { errors: [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message }] } };
  }
  const message = `API rate limit exceeded for ${who}.`;
  const documentation_url = 'https://docs.github.com/rest/overview/resources-in-the-rest-api#rate-limiting';
  return { status: 403, body: { message, documentation_url, status: '403' } };
}

function whoIs(viewer: Viewer): string {
  if (viewer.kind === 'user') return `user ID ${viewer.user.id}`;
  return viewer.kind === 'app' ? `app ID ${viewer.app.id}` : `installation ID ${viewer.installation.id}`;
}
