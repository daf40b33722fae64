import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { App } from '../state.ts';
import type { World } from '../world.ts';

/** An App's `app.yml`, as much of it as counts here. */
export type AppManifest = {
  name: string;
  hook_attributes?: { url: string };
  default_permissions?: Record<string, 'read' | 'write'>;
  default_events?: string[];
};

/** Registers an App; the private key (PEM) is given once and not kept. */
export function addApp(
  world: World,
  manifest: AppManifest,
  webhookSecret = randomBytes(20).toString('hex'),
): { app: App; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const app = {
    id: world.nextId(),
    slug: manifest.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    name: manifest.name,
    publicKey,
    webhookUrl: manifest.hook_attributes?.url ?? '',
    webhookSecret,
    permissions: { ...manifest.default_permissions },
    events: [...(manifest.default_events ?? [])],
  };
  world.state.apps.push(app);
  return { app, privateKey };
}
