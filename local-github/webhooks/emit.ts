import { randomUUID } from 'node:crypto';
import { nodeId } from '../node-id.ts';
import { presentRepository } from '../present/repository.ts';
import type { App, Installation } from '../state.ts';
import type { WebhookEvent, World } from '../world.ts';
import { isTold } from './event-permissions.ts';

/** Queues a delivery to each App that is installed on the event's repository and may know of it. */
export function emitWebhook(world: World, event: WebhookEvent): void {
  for (const installation of world.state.installations) {
    const app = world.state.apps.find(({ id }) => id === installation.appId);
    if (!app || (event.appId !== undefined && event.appId !== app.id)) continue;
    if (installation.suspendedAt !== null || !installation.repositoryIds.includes(event.repository.id))
      continue;
    const payload = { ...event.payload, repository: presentRepository(world, event.repository) };
    if (isTold(app, event.name)) deliver(world, app, installation, { ...event, payload });
  }
}

/** Queues a delivery about the installation itself to its App, which always gets those. */
export function emitToInstallation(
  world: World,
  app: App,
  installation: Installation,
  event: { name: string; action: string; payload: object },
): void {
  deliver(world, app, installation, event);
}

function deliver(
  world: World,
  app: App,
  installation: Installation,
  event: { name: string; action: string | null; payload: object },
): void {
  const action = event.action === null ? {} : { action: event.action };
  const reference = { id: installation.id, node_id: nodeId('Installation', installation.id) };
  const payload = JSON.stringify({ ...action, installation: reference, ...event.payload });
  if (Buffer.byteLength(payload) > world.limits.payloadBytes) return;
  const delivery = {
    id: world.nextId(),
    guid: randomUUID(),
    event: event.name,
    action: event.action,
    appId: app.id,
    payload,
    attempts: [],
  };
  world.state.deliveries.push(delivery);
  world.send(app, delivery);
}

/** Sends a recorded delivery once more under its old GUID, as the Redeliver button does. */
export function redeliver(world: World, deliveryId: number): void {
  const delivery = world.state.deliveries.find(({ id }) => id === deliveryId);
  const app = world.state.apps.find(({ id }) => id === delivery?.appId);
  if (!delivery || !app) throw new Error(`There is no delivery ${deliveryId} to send again.`);
  world.send(app, delivery);
}
