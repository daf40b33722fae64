// biome-ignore-start lint/correctness/noNodejsModules: what is digested alone decides the digest; in JavaScript it takes a hundred times as long
// biome-ignore-start lint/style/noRestrictedImports: the same
import { createHash, hash } from 'node:crypto';

// biome-ignore-end lint/style/noRestrictedImports: the same
// biome-ignore-end lint/correctness/noNodejsModules: the same

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal: what `sha256sum` prints of the file. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** How a repository names its objects. */
export type ObjectFormat = 'sha1' | 'sha256';

/** Git's id of a file with these bytes, or with this text in UTF-8. GitHub has SHA-1 alone. */
export function blobId(content: Uint8Array | string, format: ObjectFormat = 'sha1'): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
