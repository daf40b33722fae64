import type { SourceFile } from '../pattern/source-file.ts';

/** What is asked of a blob. */
export const blobFields = 'oid byteSize isBinary isTruncated text';

/** What is looked at of it; of something that is no blob, nothing is there. */
type Blob = { isBinary?: boolean | null; byteSize?: number; isTruncated?: boolean; text?: string | null };

/** Git's modes as numbers, which is how GraphQL gives them. */
const modes = { symlink: 0o120000, submodule: 0o160000, folder: 0o040000 };

export function isRegular(mode: number): boolean {
  return !Object.values(modes).includes(mode);
}

/** Returns a tree entry with its blob as a file to parse, or why it cannot be read. */
export function sourceFile(path: string, mode: number, blob: Blob | null): SourceFile {
  if (mode === modes.symlink) return { path, unreadable: 'symlink' };
  if (mode === modes.submodule) return { path, unreadable: 'submodule' };
  if (mode === modes.folder) return { path, unreadable: 'directory' };
  if (!blob || blob.isBinary) return { path, unreadable: 'binary' };
  if (blob.isTruncated) return { path, unreadable: 'too-large' };
  if (typeof blob.text !== 'string') return { path, unreadable: 'not-utf8' };
  return { path, text: blob.text };
}
