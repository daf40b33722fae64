import { createHmac } from 'node:crypto';
import type { App, Delivery, DeliveryAttempt } from '../state.ts';
import type { World } from '../world.ts';

/** One attempt: posts the delivery, signed, and writes down what came of it. GitHub itself never tries again. */
export async function post(world: World, app: App, delivery: Delivery, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return;
  const at = world.now().toISOString();
  const attempt: DeliveryAttempt = { id: world.nextId(), at, status: null, error: null };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(world.limits.deliverySeconds * 1000)]);
  try {
    const headers = headersOf(app, delivery);
    const answer = await fetch(app.webhookUrl, { method: 'POST', headers, body: delivery.payload, signal });
    await answer.arrayBuffer();
    attempt.status = answer.status;
  } catch (error) {
    attempt.error = String(error);
  }
  delivery.attempts.push(attempt);
}

function headersOf(app: App, delivery: Delivery): Record<string, string> {
  const signature = createHmac('sha256', app.webhookSecret).update(delivery.payload).digest('hex');
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/local',
    'x-github-delivery': delivery.guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${signature}`,
  };
}
