import { createHash } from 'node:crypto';
import type { ObjectFormat } from './git.ts';

/** Git's id of a file with these bytes. */
export function blobId(bytes: Uint8Array, format: ObjectFormat): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
