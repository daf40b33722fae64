import { createHash } from 'node:crypto';
import { type CommitText, parseCommit } from '../commit-text.ts';
import { emptyTree, type GitObject } from '../git-store.ts';
import { parseTree, type TreeEntry } from '../tree-entries.ts';

/** A file of a tree by its mode and Git's id of its content. */
export type FileEntry = { mode: number; oid: string };

/** All files of a tree, by path. */
export type Files = ReadonlyMap<string, FileEntry>;

/** Git's objects in memory, under the ids that Git gives them. */
export type ObjectDatabase = {
  get(oid: string): GitObject | null;
  put(type: GitObject['type'], content: Buffer): string;
  commit(oid: string): CommitText;
  entries(tree: string): TreeEntry[];
  /** All files below a tree; what is a repository of its own is one, too. */
  files(tree: string): Files;
};

const isFolder = ({ type }: TreeEntry): boolean => type === 'tree';

export function objectDatabase(): ObjectDatabase {
  const objects = new Map<string, GitObject>();
  const commits = new Map<string, CommitText>();
  const trees = new Map<string, TreeEntry[]>();
  const listings = new Map<string, Files>();

  const put: ObjectDatabase['put'] = (type, content) => {
    const oid = createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
    if (!objects.has(oid)) objects.set(oid, { oid, type, content });
    return oid;
  };
  const contentOf = (oid: string, type: GitObject['type']): Buffer => {
    const object = objects.get(oid);
    if (object?.type !== type) throw new Error(`${oid} is no ${type} here`);
    return object.content;
  };
  const entries: ObjectDatabase['entries'] = tree =>
    remembered(trees, tree, () => parseTree(contentOf(tree, 'tree')));
  const files: ObjectDatabase['files'] = tree =>
    remembered(listings, tree, () => {
      const found = new Map<string, FileEntry>();
      for (const entry of entries(tree)) {
        if (isFolder(entry))
          for (const [path, file] of files(entry.oid)) found.set(`${entry.name}/${path}`, file);
        else found.set(entry.name, { mode: entry.mode, oid: entry.oid });
      }
      return found;
    });
  put('tree', Buffer.alloc(0));
  if (!objects.has(emptyTree)) throw new Error('this is not how Git names its objects');
  return {
    get: oid => objects.get(oid) ?? null,
    put,
    commit: oid => remembered(commits, oid, () => parseCommit(contentOf(oid, 'commit').toString())),
    entries,
    files,
  };
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const present = known.get(key);
  if (present !== undefined) return present;
  const made = make();
  known.set(key, made);
  return made;
}

const folderMode = 0o040000;

/** Writes the trees of these files, and gives the id of the root. */
export function writeTree(database: ObjectDatabase, files: Files): string {
  const below = Map.groupBy(files, ([path]) => path.slice(0, path.indexOf('/') + 1));
  const direct = (below.get('') ?? []).map(([name, { mode, oid }]) => ({ name, key: name, mode, oid }));
  below.delete('');
  const folders = [...below].map(([folder, inside]) => {
    const rest = new Map(inside.map(([path, file]) => [path.slice(folder.length), file]));
    const name = folder.slice(0, -1);
    return { name, key: folder, mode: folderMode, oid: writeTree(database, rest) };
  });
  // Git sorts by bytes, and folders as if their names ended with a slash.
  const sorted = [...direct, ...folders].sort((one, other) =>
    Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)),
  );
  const lines = sorted.flatMap(({ mode, name, oid }) => [
    Buffer.from(`${mode.toString(8)} ${name}\0`),
    Buffer.from(oid, 'hex'),
  ]);
  return database.put('tree', Buffer.concat(lines));
}
