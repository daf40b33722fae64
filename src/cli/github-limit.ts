/**
 * How long GitHub asks to wait, in words; null when an answer is no limit. GitHub says so with 403 or 429, and to GraphQL
 * also with 200 and an error inside.
 */
export function waitingTime(
  status: number,
  headers: Readonly<Record<string, string | number | undefined>>,
  messages: readonly string[],
  now: number,
): string | null {
  const retryAfter = Number(headers['retry-after'] ?? Number.NaN);
  const isUsedUp = String(headers['x-ratelimit-remaining']) === '0';
  const isTold = messages.some(text => /rate limit|abuse detection/i.test(text));
  const isRefused = status === 403 || status === 429;
  if (!isTold && status !== 429 && !(isRefused && (retryAfter > 0 || isUsedUp))) return null;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) - now / 1000;
  return inWords(retryAfter > 0 ? retryAfter : isUsedUp && reset > 0 ? reset : 60);
}

function inWords(seconds: number): string {
  if (seconds <= 90) return `${Math.max(1, Math.ceil(seconds))} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
