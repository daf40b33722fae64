import { emptyTree, type GitStore, type NewCommit } from '../git-store.ts';
import { isRefName } from '../ref-name.ts';
import { changesBetween } from './changes.ts';
import { ancestors, commitsIn, mergeBase } from './history.ts';
import { hunksBetween } from './lines.ts';
import { mergedTree } from './merge.ts';
import { type Files, type ObjectDatabase, writeTree } from './object-database.ts';
import { objectAt } from './revisions.ts';

/** Repositories that share their objects, by their directories. */
export type MemoryGits = { database: ObjectDatabase; refs: Map<string, Map<string, string>> };

/** A Git without files and processes, for tests that need thousands: what it answers is what Git answers, ids included. */
export function memoryGit(gits: MemoryGits, directory: string, defaultBranch: string): GitStore {
  const { database } = gits;
  const refs = new Map<string, string>();
  gits.refs.set(directory, refs);
  const source = { database, refs, head: `refs/heads/${defaultBranch}` };
  const commitAt = (expression: string): string => {
    const object = objectAt(source, `${expression}^{commit}`);
    if (object === null) throw new Error(`there is no commit ${expression} in ${directory}`);
    return object.oid;
  };
  const treeAt = (expression: string): string => {
    const object = objectAt(source, `${expression}^{tree}`);
    if (object === null) throw new Error(`there is no tree ${expression} in ${directory}`);
    return object.oid;
  };
  const blobAt = (oid: string | null): Buffer =>
    oid === null ? Buffer.alloc(0) : (database.get(oid)?.content ?? Buffer.alloc(0));
  const writeCommit: GitStore['writeCommit'] = async (tree, parents, commit) =>
    database.put('commit', Buffer.from(commitText(tree, parents, commit)));
  return {
    readObject: async expression => objectAt(source, expression),
    readRefs: async prefix => new Map([...refs].filter(([ref]) => ref.startsWith(prefix)).sort(byName)),
    async moveRef(ref, to, from) {
      const present = refs.get(ref) ?? null;
      if (!isRefName(ref) || (from !== undefined && from !== present)) return false;
      if (to === null) return refs.delete(ref) || from === undefined;
      if (database.get(to) === null) return false;
      refs.set(ref, to);
      return true;
    },
    isAncestor: async (ancestor, commit) => ancestors(database, commitAt(commit)).has(commitAt(ancestor)),
    mergeBase: async (one, other) => {
      const [first, second] = [commitAt(one), commitAt(other)];
      return onceFor(database, `base ${first} ${second}`, () => mergeBase(database, first, second));
    },
    commits: async ({ to, from, ...range }) =>
      commitsIn(database, { ...range, to: commitAt(to), from: from == null ? null : commitAt(from) }),
    async changes(from, to, { renames }) {
      const [before, after] = [treeAt(from), treeAt(to)];
      const [old, present] = [database.files(before), database.files(after)];
      return onceFor(database, `changes ${renames} ${before} ${after}`, () =>
        changesBetween(database, old, present, renames),
      );
    },
    hunks: async (from, to, context) => hunksBetween(blobAt(from), blobAt(to), context),
    async mergedTree(base, head) {
      const [ours, theirs] = [commitAt(base), commitAt(head)];
      return onceFor(database, `merged ${ours} ${theirs}`, () => mergedTree(database, ours, theirs));
    },
    async commitFiles(commit) {
      const before = database.files(treeAt(commit.parent ?? emptyTree));
      const files = changed(database, before, commit);
      if (typeof files === 'string') return { ok: false, reason: files };
      const parents = commit.parent === null ? [] : [commitAt(commit.parent)];
      return { ok: true, oid: await writeCommit(writeTree(database, files), parents, commit) };
    },
    writeCommit,
    takeCommit: async () => {},
    async takeBranches(from, onlyBranch) {
      for (const [ref, oid] of gits.refs.get(from) ?? [])
        if (onlyBranch === null ? ref.startsWith('refs/heads/') : ref === `refs/heads/${onlyBranch}`)
          refs.set(ref, oid);
    },
  };
}

const answers = new WeakMap<ObjectDatabase, Map<string, unknown>>();

/** An answer that depends on nothing but the objects that it names, so that it is found once. */
function onceFor<Answer>(database: ObjectDatabase, question: string, find: () => Answer): Answer {
  const known = (answers.get(database) ?? new Map()) as Map<string, Answer>;
  answers.set(database, known);
  if (!known.has(question)) known.set(question, find());
  return known.get(question) as Answer;
}

function byName([one]: [string, string], [other]: [string, string]): number {
  return one < other ? -1 : 1;
}

const fileMode = 0o100644;

/** The files after a change, or why Git does not take it. */
function changed(
  database: ObjectDatabase,
  before: Files,
  { additions, deletions }: Pick<NewCommit, 'additions' | 'deletions'>,
): Files | string {
  const files = new Map(before);
  for (const path of deletions)
    if (!files.delete(path)) return `A path was requested for deletion which does not exist: ${path}`;
  for (const { path, content } of additions) {
    if (!isPath(path)) return `A path is malformed: ${path}`;
    const parts = path.split('/');
    // A file takes the place of a folder, and a folder that of a file.
    for (const [index] of parts.entries()) if (index > 0) files.delete(parts.slice(0, index).join('/'));
    for (const other of files.keys()) if (other.startsWith(`${path}/`)) files.delete(other);
    files.set(path, { mode: fileMode, oid: database.put('blob', Buffer.from(content)) });
  }
  return files;
}

function isPath(path: string): boolean {
  return path
    .split('/')
    .every(part => part !== '' && part !== '.' && part !== '..' && !/^\.git$/i.test(part));
}

function commitText(
  tree: string,
  parents: readonly string[],
  { message, author, at }: Pick<NewCommit, 'message' | 'author' | 'at'>,
): string {
  const date = `${Math.floor(at.getTime() / 1000)} +0000`;
  const clean = (text: string): string => text.replace(/[\n<>]/g, '');
  return [
    `tree ${tree}`,
    ...parents.map(parent => `parent ${parent}`),
    `author ${clean(author.name)} <${clean(author.email)}> ${date}`,
    `committer GitHub <noreply@github.com> ${date}`,
    '',
    message,
  ].join('\n');
}
