import type { ApiFault, DeliveryFault, World } from './world.ts';

type ApiMatch = { method?: string; path?: RegExp; operation?: string };

/** Answers the next matching request with a failure: `before` without, `after` with its being carried out. */
export function failOnce(
  world: World,
  match: ApiMatch,
  answer: ApiFault['answer'],
  when: ApiFault['when'] = 'before',
): void {
  failTimes(world, 1, match, answer, when);
}

/** Answers the next so many matching requests with a failure. */
export function failTimes(
  world: World,
  times: number,
  match: ApiMatch,
  answer: ApiFault['answer'],
  when: ApiFault['when'] = 'before',
): void {
  world.faults.api.push({
    times,
    when,
    answer,
    match: ({ method, path, operation }) =>
      (match.method === undefined || match.method === method) &&
      (match.path === undefined || match.path.test(path)) &&
      (match.operation === undefined || match.operation === operation),
  });
}

/** GitHub's answer to too much at a time: 403 or 429 with the seconds to wait. */
export function rateLimited(status: 403 | 429, retryAfterSeconds: number): ApiFault['answer'] {
  const headers = { 'retry-after': String(retryAfterSeconds) };
  const body = {
    message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  };
  return { kind: 'status', status, headers, body };
}

/** Drops, repeats or holds back the next delivery of an event. */
export function disturbDelivery(
  world: World,
  event: string,
  fault: Pick<DeliveryFault, 'kind' | 'milliseconds' | 'until'>,
  times = 1,
): void {
  world.faults.deliveries.push({ ...fault, times, match: delivery => delivery.event === event });
}
