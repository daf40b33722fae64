import type { Tree } from '../inspection/tree.ts';
import { git, pathsIn } from './git.ts';
import { type BlobFile, readBlobs } from './read-blobs.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** So many files are asked of Git at once: their bytes are in memory together. */
const filesAtOnce = 400;

/** A commit of the repository that holds `root` as a tree; paths begin at `root`, which may be a folder inside of it. */
export async function gitTree(root: string, commit: string): Promise<Tree | Refusal> {
  const answer = await git(root, ['ls-tree', '-r', '-z', '-l', commit, '--', 'patterns']);
  if ('failed' in answer) return { refusal: `Git cannot read ${commit.slice(0, 7)}: ${answer.failed}.` };
  const files = new Map(
    pathsIn(answer.output).map(line => [line.slice(line.indexOf('\t') + 1), fileIn(line)]),
  );
  let every: Promise<ReadonlySet<string>> | null = null;
  return {
    async list(folders) {
      return [...files.values()].flatMap(({ path, oid }) =>
        folders.some(folder => path.startsWith(`${folder}/`)) ? [{ path, id: oid }] : [],
      );
    },
    async read(paths) {
      const wanted = paths.flatMap(path => files.get(path) ?? []);
      const read = new Map();
      for (let from = 0; from < wanted.length; from += filesAtOnce) {
        const sources = await readBlobs(root, wanted.slice(from, from + filesAtOnce));
        if (isRefusal(sources)) throw new Error(sources.refusal);
        for (const source of sources) read.set(source.path, source);
      }
      return read;
    },
    async exist(paths) {
      if (paths.length === 0) return new Map();
      every ??= pathsAt(root, commit);
      const there = await every;
      return new Map(paths.map(path => [path, there.has(path)]));
    },
  };
}

function fileIn(line: string): BlobFile {
  const tab = line.indexOf('\t');
  const [mode = '', , oid = '', size = ''] = line.slice(0, tab).split(/ +/);
  return { path: line.slice(tab + 1), mode, oid, size: Number(size) || 0 };
}

/** Every file and folder of a commit, whatever it is: links may lead to any of them. */
async function pathsAt(root: string, commit: string): Promise<ReadonlySet<string>> {
  const answer = await git(root, ['ls-tree', '-r', '-t', '-z', '--name-only', commit]);
  if ('failed' in answer) throw new Error(`Git cannot read ${commit.slice(0, 7)}: ${answer.failed}.`);
  return new Set(['', ...pathsIn(answer.output)]);
}
