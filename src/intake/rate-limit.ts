import type { Quota } from '../jobs/gate-table.ts';
import { RetryLater } from '../jobs/outcome.ts';
import { fields, list } from './payload.ts';

/** GitHub asks us to come back later. The queue puts the job aside until then instead of holding a worker. */
export class RateLimited extends RetryLater {
  constructor(seconds: number) {
    super(seconds);
    this.message = `GitHub limits our requests: ${this.message}`;
  }
}

/**
 * Seconds until GitHub may be asked again, or null when this answer is no rate limit. GitHub says so with 403 or
 * 429, and to GraphQL also with 200 and an error inside.
 */
export function rateLimitSeconds(answer: unknown, now: number): number | null {
  const { status, headers, data } = fields(answer);
  const {
    'retry-after': retryAfter,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': reset,
  } = fields(headers);
  const { message, errors } = fields(data);
  const texts = [message, ...list(errors).map(error => fields(error).message)];
  const isSecondary = texts.some(
    text => typeof text === 'string' && /secondary rate limit|abuse detection/i.test(text),
  );
  // RATE_LIMIT since 2025, RATE_LIMITED before: see yanyongyu/githubkit#271.
  const isGraphQlLimit = list(errors).some(error => /^RATE_LIMIT(?:ED)?$/.test(String(fields(error).type)));
  const isRefused = status === 403 || status === 429;
  const isLimit =
    isGraphQlLimit ||
    isSecondary ||
    status === 429 ||
    (isRefused && (retryAfter !== undefined || remaining === '0'));
  if (!isLimit) return null;

  if (Number(retryAfter) > 0) return Math.ceil(Number(retryAfter));
  // One second more, so that we ask after the reset and not in its last moment.
  if (remaining === '0' && Number(reset) > 0) return Math.max(1, Math.ceil(Number(reset) - now / 1000) + 1);
  return 60;
}

/** Returns what an answer says of the quota that it counts against. */
export function quotaOf(answer: unknown): Quota | null {
  const headers = fields(fields(answer).headers);
  const [remaining, limit, reset] = ['remaining', 'limit', 'reset'].map(name =>
    Number(headers[`x-ratelimit-${name}`] ?? Number.NaN),
  );
  if (!isCount(remaining) || !isCount(limit) || !isCount(reset)) return null;
  return { remaining, limit, resetAt: reset * 1000 };
}

/** Within what every store takes. */
function isCount(number: number | undefined): number is number {
  return number !== undefined && number >= 0 && number <= 4_000_000_000;
}
