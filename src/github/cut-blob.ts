import { kindOf } from '../pattern/file-kind.ts';
import { maxBytesOf } from '../pattern/limits.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { isRegular } from './blob.ts';
import type { GitHub } from './client.ts';

/** A generated file of which GraphQL shows only the beginning. */
export type CutBlob = { nameWithOwner: string; path: string; oid: string };

/** Whether a file is to be read in another way: what people write is never that long, and what they must not write matters whole. */
export function isCut(
  path: string,
  mode: number,
  blob: { isTruncated?: boolean; byteSize?: number } | null,
): boolean {
  const isGenerated = kindOf(path) === 'index' || kindOf(path) === 'reproductions';
  return (
    isGenerated && isRegular(mode) && blob?.isTruncated === true && (blob.byteSize ?? 0) <= maxBytesOf(path)
  );
}

/**
 * Reads a file by Git's id of it. GraphQL cuts long texts, and GitHub does not say where; REST gives blobs of up to 100 MB
 * (docs.github.com/rest/git/blobs).
 */
export async function readCutBlob(
  github: GitHub,
  { nameWithOwner, path, oid }: CutBlob,
): Promise<SourceFile> {
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  const { data } = await github.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
    owner,
    repo,
    file_sha: oid,
  });
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { path, text: text.decode(Buffer.from(data.content, 'base64')) };
  } catch {
    return { path, unreadable: 'not-utf8' };
  }
}
