import { createHmac, timingSafeEqual } from 'node:crypto';

/** Tells whether the header has the form `sha256=` and 64 hexadecimal digits. */
export function isSignature(header: unknown): header is string {
  return typeof header === 'string' && /^sha256=[0-9a-f]{64}$/.test(header);
}

/**
 * Tells whether one of the secrets signed exactly these bytes. Over bytes and not over decoded text, because decoding
 * maps different invalid bytes to the same text. Every secret is tried, in constant time.
 */
export function isSignedBy(secrets: string[], bytes: Buffer, signature: string): boolean {
  const given = Buffer.from(signature);
  return secrets
    .map(secret => Buffer.from(`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`))
    .map(expected => expected.length === given.length && timingSafeEqual(expected, given))
    .includes(true);
}
