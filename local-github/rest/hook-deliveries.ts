import { STATUS_CODES } from 'node:http';
import type { Delivery, DeliveryAttempt } from '../state.ts';
import { redeliver } from '../webhooks/emit.ts';
import type { World } from '../world.ts';
import { asApp, NOT_FOUND, type Operation, refuse } from './operation.ts';

/** GitHub forgets deliveries after three days. */
const KEPT_MILLISECONDS = 3 * 24 * 60 * 60 * 1000;

/** What an App asks of the deliveries to its webhook. */
export const HOOK_OPERATIONS: Operation[] = [
  asApp({ method: 'get', path: '/app/hook/deliveries' }, ({ world, app, query }) => {
    const attempts = attemptsOf(world, app.id);
    const size = Math.min(100, Math.max(1, Number(query.per_page ?? 30)));
    const start =
      query.cursor === undefined ? 0 : attempts.findIndex(({ id }) => cursorOf(id) === query.cursor);
    if (start < 0) return refuse({ status: 400, message: 'Invalid cursor' });
    const next = attempts[start + size];
    const address = `${world.url}/api/v3/app/hook/deliveries?per_page=${size}`;
    return {
      status: 200,
      body: attempts.slice(start, start + size),
      headers: next ? { link: `<${address}&cursor=${cursorOf(next.id)}>; rel="next"` } : {},
    };
  }),

  asApp(
    { method: 'post', path: '/app/hook/deliveries/{delivery_id}/attempts' },
    ({ world, app, parameters }) => {
      const id = Number(parameters.delivery_id);
      const delivery = world.state.deliveries.find(
        ({ appId, attempts }) => appId === app.id && attempts.some(attempt => attempt.id === id),
      );
      if (!delivery) return refuse(NOT_FOUND);
      redeliver(world, delivery.id);
      return { status: 202, body: {} };
    },
  ),
];

function cursorOf(id: number): string {
  return `v1_${id}`;
}

/** Every attempt at every delivery, the newest first. */
function attemptsOf(world: World, appId: number) {
  const oldest = new Date(world.now().getTime() - KEPT_MILLISECONDS).toISOString();
  return world.state.deliveries
    .filter(delivery => delivery.appId === appId)
    .flatMap(delivery => delivery.attempts.map((attempt, place) => present(delivery, attempt, place > 0)))
    .filter(({ delivered_at }) => delivered_at >= oldest)
    .sort((a, b) => b.id - a.id);
}

function present(delivery: Delivery, { id, at, status }: DeliveryAttempt, redelivery: boolean) {
  const { installation, repository } = JSON.parse(delivery.payload);
  const hasArrived = status !== null && status >= 200 && status < 300;
  return {
    id,
    guid: delivery.guid,
    delivered_at: at,
    redelivery,
    duration: 0.1,
    status: hasArrived ? 'OK' : ((status && STATUS_CODES[status]) ?? 'failed to connect'),
    status_code: status ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: installation?.id ?? null,
    repository_id: repository?.id ?? null,
    throttled_at: null,
  };
}
