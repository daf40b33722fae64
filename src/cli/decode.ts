import type { SourceFile } from '../pattern/source-file.ts';

/** Bytes as a file's text, or why they are none. */
export function decode(path: string, bytes: Uint8Array): SourceFile {
  if (bytes.includes(0)) return { path, unreadable: 'binary' };
  try {
    // The byte-order mark is kept here: parsing takes it off.
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { path, unreadable: 'not-utf8' };
  }
}
