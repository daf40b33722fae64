import { githubLimits, type Limits } from './limits/limits.ts';
import { emitWebhook } from './webhooks/emit.ts';
import type { World } from './world.ts';

/** `limits`: where they differ from GitHub's. */
export type WorldOptions = Pick<World, 'directory' | 'now' | 'makeGit' | 'send'> & {
  limits?: Partial<Limits>;
};

/** A GitHub without anybody and anything; where it answers, whoever starts it says. */
export function newWorld(options: WorldOptions): World {
  let lastId = 1000;
  const world: World = {
    ...options,
    limits: { ...githubLimits(), ...options.limits },
    state: { users: [], apps: [], installations: [], repositories: [], deliveries: [] },
    url: '',
    textBytes: 512_000,
    nextId: () => ++lastId,
    emit: event => emitWebhook(world, event),
    faults: { api: [], mutations: [], deliveries: [] },
    requests: [],
  };
  return world;
}
