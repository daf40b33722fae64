import { randomBytes } from 'node:crypto';
import type { App, Installation, InstallationToken } from '../state.ts';
import type { World } from '../world.ts';

const LIFE_MILLISECONDS = 60 * 60 * 1000;

/** What an App may ask a token to be narrowed to, in GitHub's own names. */
export type TokenRequest = {
  repositories?: string[];
  repository_ids?: number[];
  permissions?: App['permissions'];
};

/** A token for an hour, for everything the installation has or for less; never for more. */
export function createToken(
  world: World,
  app: App,
  installation: Installation,
  request: TokenRequest = {},
): { ok: true; token: InstallationToken } | { ok: false; reason: string } {
  const names = request.repositories ?? [];
  const named = world.state.repositories.filter(
    ({ id, name }) => names.includes(name) && installation.repositoryIds.includes(id),
  );
  const ids = [...(request.repository_ids ?? []), ...named.map(({ id }) => id)];
  if (named.length < names.length || ids.some(id => !installation.repositoryIds.includes(id))) {
    const reason =
      'There is at least one repository that does not exist or is not accessible to the parent installation.';
    return { ok: false, reason };
  }
  const granted: App['permissions'] = { metadata: 'read', ...app.permissions };
  const tooMuch = Object.entries(request.permissions ?? {}).find(
    ([permission, level]) => granted[permission] !== 'write' && granted[permission] !== level,
  );
  if (tooMuch)
    return { ok: false, reason: 'The permissions requested are not granted to this installation.' };
  const token: InstallationToken = {
    token: `ghs_${randomBytes(18).toString('hex')}`,
    expiresAt: new Date(Math.floor((Date.now() + LIFE_MILLISECONDS) / 1000) * 1000).toISOString(),
    ...(ids.length > 0 && { repositoryIds: ids }),
    ...(request.permissions && { permissions: request.permissions }),
  };
  installation.tokens.push(token);
  return { ok: true, token };
}
