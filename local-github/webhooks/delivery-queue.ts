import type { App, Delivery } from '../state.ts';
import type { DeliveryFault, World } from '../world.ts';
import { post } from './post.ts';

type Queue = { lanes: Map<number, Promise<void>>; underway: Set<Promise<void>>; stop: AbortController };

const queues = new WeakMap<World, Queue>();

function queueOf(world: World): Queue {
  let queue = queues.get(world);
  if (queue === undefined) {
    queue = { lanes: new Map(), underway: new Set(), stop: new AbortController() };
    queues.set(world, queue);
  }
  return queue;
}

/** Sends a delivery after the App's earlier ones, unless a fault drops, repeats or holds it back. */
export function enqueue(world: World, app: App, delivery: Delivery): void {
  const queue = queueOf(world);
  const fault = takeFault(world, delivery);
  const send = () => post(world, app, delivery, queue.stop.signal);
  if (fault?.kind === 'drop') {
    const at = world.now().toISOString();
    delivery.attempts.push({ id: world.nextId(), at, status: null, error: 'lost on the way' });
  } else if (fault?.kind === 'delay') {
    track(queue, heldBack(fault, queue.stop.signal).then(send));
  } else {
    const sendAll = fault?.kind === 'repeat' ? () => send().then(send) : send;
    const lane = (queue.lanes.get(app.id) ?? Promise.resolve()).then(sendAll);
    queue.lanes.set(app.id, lane);
    track(queue, lane);
  }
}

function track(queue: Queue, work: Promise<void>): void {
  const tracked = work.finally(() => queue.underway.delete(tracked));
  queue.underway.add(tracked);
}

function takeFault(world: World, { event, action }: Delivery): DeliveryFault | undefined {
  const fault = world.faults.deliveries.find(
    candidate => candidate.times > 0 && candidate.match({ event, action }),
  );
  if (fault) fault.times--;
  return fault;
}

function heldBack({ until, milliseconds = 0 }: DeliveryFault, stop: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = until ? undefined : setTimeout(resolve, milliseconds);
    until?.then(resolve, resolve);
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Resolves when no delivery is queued or under way, those included that are caused meanwhile. */
export async function deliveriesSettled(world: World): Promise<void> {
  const { underway } = queueOf(world);
  while (underway.size > 0) await Promise.all(underway);
}

/** Ends deliveries under way and lets no further one out. */
export async function stopDeliveries(world: World): Promise<void> {
  queueOf(world).stop.abort();
  await deliveriesSettled(world);
}
