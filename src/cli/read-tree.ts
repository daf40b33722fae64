import { limits } from '../pattern/limits.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { decode } from './decode.ts';
import { git, pathsIn } from './git.ts';
import type { Refusal } from './refusal.ts';

/** A file in a commit. */
export type TreeFile = { path: string; mode: string; oid: string; size: number };

/** What lies below `patterns/` in a commit; paths begin at `root`, which may be a folder inside the repository. */
export async function readTree(root: string, commit: string): Promise<TreeFile[] | Refusal> {
  const answer = await git(root, ['ls-tree', '-r', '-z', '-l', commit, '--', 'patterns']);
  if ('failed' in answer) return { refusal: `Git cannot read ${commit.slice(0, 7)}: ${answer.failed}.` };
  return pathsIn(answer.output).map(line => {
    const tab = line.indexOf('\t');
    const [mode = '', , oid = '', size = ''] = line.slice(0, tab).split(/ +/);
    return { path: line.slice(tab + 1), mode, oid, size: Number(size) || 0 };
  });
}

/** Every file and folder of a commit, whatever it is: links may lead to any of them. */
export async function pathsAt(root: string, commit: string): Promise<Set<string> | Refusal> {
  const answer = await git(root, ['ls-tree', '-r', '-t', '-z', '--name-only', commit]);
  if ('failed' in answer) return { refusal: `Git cannot read ${commit.slice(0, 7)}: ${answer.failed}.` };
  return new Set(['', ...pathsIn(answer.output)]);
}

/** The texts of files in the repository, in their order, each with the reason where there is none. */
export async function readBlobs(
  root: string,
  files: readonly TreeFile[],
  mostBytes: number = limits.fileBytes,
): Promise<SourceFile[] | Refusal> {
  const wanted = files.filter(file => file.mode.startsWith('100') && file.size <= mostBytes);
  const answer = await git(root, ['cat-file', '--batch'], wanted.map(file => `${file.oid}\n`).join(''));
  if ('failed' in answer) return { refusal: `Git cannot read the base: ${answer.failed}.` };
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
  return files.map(({ path, mode, oid, size }) => {
    if (mode === '120000') return { path, unreadable: 'symlink' };
    if (mode === '160000') return { path, unreadable: 'submodule' };
    if (size > mostBytes) return { path, unreadable: 'too-large' };
    const bytes = contents.get(oid);
    return bytes ? decode(path, bytes) : { path, unreadable: 'no-permission' };
  });
}
