import type { SourceFile } from '../pattern/source-file.ts';

/** A blob as GraphQL gives it. */
export type Blob = {
  oid: string;
  byteSize: number;
  isBinary: boolean | null;
  isTruncated: boolean;
  text: string | null;
};

export const blobFields = 'oid byteSize isBinary isTruncated text';

/** Git's modes as numbers, which is how GraphQL gives them. */
const modes = { symlink: 0o120000, submodule: 0o160000, folder: 0o040000 };

/** A tree entry with its blob as a file to parse, or why it cannot be read. */
export function sourceFile(path: string, mode: number, blob: Partial<Blob> | null): SourceFile {
  if (mode === modes.symlink) return { path, unreadable: 'symlink' };
  if (mode === modes.submodule) return { path, unreadable: 'submodule' };
  if (mode === modes.folder) return { path, unreadable: 'directory' };
  if (!blob || blob.isBinary) return { path, unreadable: 'binary' };
  if (blob.isTruncated) return { path, unreadable: 'too-large' };
  if (typeof blob.text !== 'string') return { path, unreadable: 'not-utf8' };
  return { path, text: blob.text };
}
