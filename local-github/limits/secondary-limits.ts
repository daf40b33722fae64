import type { World } from '../world.ts';
import type { LimitRefusal, Resource } from './primary-limit.ts';
import { secondsLeft, underWay, windowOf } from './usage.ts';

/** What a request counts for. One that creates content is one, however many mutations its document holds: GitHub does not say. */
export type Weight = { resource: Resource; isWrite: boolean; createsContent: boolean };

/**
 * Counts a request against the secondary limits of its viewer, or gives GitHub's refusal. What is refused counts for
 * nothing, though GitHub may ban who goes on. Reading is 1 point, writing is 5, a GraphQL document with mutations too.
 */
export function countRequest(world: World, viewer: string, weight: Weight): LimitRefusal | null {
  const { limits } = world;
  if (underWay(world, viewer, 0) >= limits.concurrent)
    return refusal(world, weight, TOO_MUCH, limits.minuteSeconds);
  const points = weight.isWrite ? 5 : 1;
  const most = weight.resource === 'graphql' ? limits.graphqlPointsPerMinute : limits.restPointsPerMinute;
  const minute = windowOf(world, `${viewer} ${weight.resource} a minute`, limits.minuteSeconds);
  const content = [
    {
      window: windowOf(world, `${viewer} content a minute`, limits.minuteSeconds),
      most: limits.contentPerMinute,
    },
    { window: windowOf(world, `${viewer} content an hour`, limits.hourSeconds), most: limits.contentPerHour },
  ];
  if (minute.used + points > most) return refusal(world, weight, TOO_MUCH, secondsLeft(world, minute));
  const full = weight.createsContent
    ? content.filter(({ window, most }) => window.used >= most).at(-1)
    : undefined;
  if (full) return refusal(world, weight, TOO_MUCH_CONTENT, secondsLeft(world, full.window));
  minute.used += points;
  for (const { window } of weight.createsContent ? content : []) window.used += 1;
  return null;
}

const TOO_MUCH = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
const TOO_MUCH_CONTENT =
  'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.';

/** As gofri/go-github-ratelimit#38 shows it; under 200 it is an error of GraphQL. */
function refusal(world: World, { resource }: Weight, message: string, seconds: number): LimitRefusal {
  const headers = { 'retry-after': String(seconds) };
  const documentation_url =
    'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
  const { refusalStatus } = world.limits;
  const status = refusalStatus === (resource === 'graphql' ? 429 : 200) ? 403 : refusalStatus;
  if (status === 200) return { status, headers, body: { errors: [{ message, documentation_url }] } };
  return { status, headers, body: { message, documentation_url, status: String(status) } };
}
