import { verify } from 'node:crypto';
import type { App } from './state.ts';

const LONGEST_LIFE_SECONDS = 10 * 60;
const CLOCK_DRIFT_SECONDS = 60;

/** The App that signed a JSON web token (RS256), or null when signature, issuer or times are not what GitHub accepts. */
export function verifyAppJwt(token: string, apps: App[], now: Date): App | null {
  const [header = '', payload = '', signature = '', ...rest] = token.split('.');
  const claims = decode(payload);
  if (rest.length > 0 || decode(header)?.alg !== 'RS256' || claims === null) return null;
  const app = apps.find(({ id }) => String(id) === String(claims.iss));
  if (app === undefined || !timesHold(claims, now.getTime() / 1000)) return null;
  const signed = Buffer.from(`${header}.${payload}`);
  return verify('sha256', signed, app.publicKey, Buffer.from(signature, 'base64url')) ? app : null;
}

function timesHold({ iat, exp }: Record<string, unknown>, now: number): boolean {
  if (typeof iat !== 'number' || typeof exp !== 'number') return false;
  return (
    iat <= now + CLOCK_DRIFT_SECONDS && exp > now && exp <= now + LONGEST_LIFE_SECONDS + CLOCK_DRIFT_SECONDS
  );
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
