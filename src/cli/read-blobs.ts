import { maxBytesOf } from '../pattern/limits.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { decode } from './decode.ts';
import { git } from './git.ts';
import type { Refusal } from './refusal.ts';

/** A file in a commit or in Git's index; `size` is 0 where it is not known. */
export type BlobFile = { path: string; mode: string; oid: string; size: number };

/** The texts of files in the repository, in their order, each with the reason where there is none. */
export async function readBlobs(root: string, files: readonly BlobFile[]): Promise<SourceFile[] | Refusal> {
  const wanted = files.filter(file => file.mode.startsWith('100') && file.size <= maxBytesOf(file.path));
  if (wanted.length === 0) return files.map(file => sourceOf(file, undefined));
  const answer = await git(root, ['cat-file', '--batch'], wanted.map(file => `${file.oid}\n`).join(''));
  if ('failed' in answer) return { refusal: `Git cannot read the files: ${answer.failed}.` };
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < answer.output.length; ) {
    const endOfLine = answer.output.indexOf('\n', at);
    const [oid = '', type, size] = answer.output.toString('latin1', at, endOfLine).split(' ');
    const start = endOfLine + 1;
    at = start;
    if (type !== 'blob') continue; // "<id> missing" has no content
    contents.set(oid, answer.output.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return files.map(file => sourceOf(file, contents.get(file.oid)));
}

function sourceOf(file: BlobFile, bytes: Buffer | undefined): SourceFile {
  const { path, mode, size } = file;
  if (mode === '120000') return { path, unreadable: 'symlink' };
  if (mode === '160000') return { path, unreadable: 'submodule' };
  if (Math.max(size, bytes?.length ?? 0) > maxBytesOf(path)) return { path, unreadable: 'too-large' };
  return bytes ? decode(path, bytes) : { path, unreadable: 'no-permission' };
}
