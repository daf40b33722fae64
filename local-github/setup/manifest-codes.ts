import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';
import { type AppManifest, addApp } from './add-app.ts';

const codes = new WeakMap<World, Map<string, AppManifest>>();

/** Keeps a manifest that somebody agreed to in the browser; the App is made when its code is redeemed. */
export function offerManifest(world: World, manifest: AppManifest): string {
  const code = randomBytes(20).toString('hex');
  codes.set(world, (codes.get(world) ?? new Map<string, AppManifest>()).set(code, manifest));
  return code;
}

/** Makes the App of a code, once; null for a code that is unknown or used up. */
export function redeemManifest(world: World, code: string): ReturnType<typeof addApp> | null {
  const manifest = codes.get(world)?.get(code);
  if (!manifest) return null;
  codes.get(world)?.delete(code);
  return addApp(world, manifest);
}
