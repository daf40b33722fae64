import { tokenOf } from '../auth.ts';
import type { World } from '../world.ts';
import type { LimitRefusal } from './primary-limit.ts';

export const SUSPENDED = 'This installation has been suspended';

/** What GitHub answers to a token of an installation that is suspended, as to the wish for one (octokit/octokit.rb#1307). */
export function suspendedRefusal(authorization: string | undefined, { state }: World): LimitRefusal | null {
  const token = tokenOf(authorization ?? '');
  const installation = state.installations.find(({ tokens }) => tokens.some(known => known.token === token));
  if (token === '' || !installation || installation.suspendedAt === null) return null;
  const documentation_url = 'https://docs.github.com/rest';
  return { status: 403, body: { message: SUSPENDED, documentation_url, status: '403' } };
}
