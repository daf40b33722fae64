import type { ListedFile } from '../inspection/tree.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';
import { count } from '../pattern/wording.ts';
import { git, pathsIn } from './git.ts';
import { NotReadable } from './not-readable.ts';
import { type BlobFile, readBlobs } from './read-blobs.ts';
import { isRefusal } from './refusal.ts';

/** Files that a sparse checkout keeps in Git and not on the disk. */
export type AbsentFiles = {
  listed: readonly ListedFile[];
  /** Whether a file or folder is among them. */
  has(path: string): boolean;
  /** Throws `NotReadable` where Git does not have them, such as in a partial clone without network. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, SourceFile>>;
};

const none: AbsentFiles = { listed: [], has: () => false, read: async () => new Map() };

/** Asks Git which tracked files it does not expect on the disk; none in an ordinary checkout, or outside of one. */
export async function absentFilesIn(root: string): Promise<AbsentFiles> {
  const sparse = await git(root, ['config', '--type=bool', 'core.sparseCheckout']);
  if (!('output' in sparse) || sparse.output.toString().trim() !== 'true') return none;
  // Without `--sparse`, Git names every file, though its own index may hold folders only.
  const answer = await git(root, ['ls-files', '--stage', '-t', '-z', '--', '.']);
  if (!('output' in answer)) return none;
  const files = new Map<string, BlobFile>();
  const folders = new Set<string>();
  for (const line of pathsIn(answer.output)) {
    const tab = line.indexOf('\t');
    const [tag, mode = '', oid = ''] = line.slice(0, tab).split(' ');
    if (tag !== 'S') continue;
    const path = line.slice(tab + 1);
    files.set(path, { path, mode, oid, size: 0 });
    for (let at = path.lastIndexOf('/'); at !== -1; at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at));
  }
  const below = [...files.values()].filter(({ path }) => path.startsWith('patterns/'));
  return {
    listed: below.map(({ path, oid }) => ({ path, id: oid })),
    has: path => files.has(path) || folders.has(path),
    async read(paths) {
      const wanted = paths.flatMap(path => files.get(path) ?? []);
      if (wanted.length === 0) return new Map();
      const read = await readBlobs(root, wanted);
      if (isRefusal(read)) throw new NotReadable(unreadIn(wanted.length, read.refusal));
      const missing = read.filter(file => !isReadable(file) && file.unreadable === 'no-permission').length;
      if (missing > 0) throw new NotReadable(unreadIn(missing, 'Git does not have them.'));
      return new Map(read.map(file => [file.path, file]));
    },
  };
}

function unreadIn(files: number, why: string): string {
  return `${count(files, 'file')} that this sparse checkout leaves out cannot be read from Git. ${why} A partial clone fetches them when there is network, or name them: git sparse-checkout add <folder>`;
}
