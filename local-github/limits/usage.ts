import type { World } from '../world.ts';

/** What was used of something since `startedAt` and until `endsAt` (in epoch seconds); the first use after that begins anew. */
export type Window = { used: number; startedAt: number; endsAt: number };

type Usage = { windows: Map<string, Window>; underWay: Map<string, number> };

const usages = new WeakMap<World, Usage>();

function usageOf(world: World): Usage {
  const usage = usages.get(world) ?? { windows: new Map(), underWay: new Map() };
  usages.set(world, usage);
  return usage;
}

/** The present window of something that is counted by the hour or minute, by this world's clock. */
export function windowOf(world: World, name: string, seconds: number): Window {
  const { windows } = usageOf(world);
  const now = Math.floor(world.now().getTime() / 1000);
  const present = windows.get(name);
  // A test may have changed how long it is.
  if (present) present.endsAt = present.startedAt + seconds;
  if (present && now < present.endsAt) return present;
  const begun = { used: 0, startedAt: now, endsAt: now + seconds };
  windows.set(name, begun);
  return begun;
}

/** How many whole seconds are left of a window. */
export function secondsLeft(world: World, { endsAt }: Window): number {
  return Math.max(1, Math.ceil(endsAt - world.now().getTime() / 1000));
}

/** How many requests of a viewer are under way, after one has come (1) or gone (-1). */
export function underWay(world: World, viewer: string, change: 0 | 1 | -1): number {
  const { underWay } = usageOf(world);
  const number = (underWay.get(viewer) ?? 0) + change;
  underWay.set(viewer, number);
  return number;
}
