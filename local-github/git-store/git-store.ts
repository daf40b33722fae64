export type GitObject = { oid: string; type: 'blob' | 'tree' | 'commit' | 'tag'; content: Buffer };

export type ChangedFile = {
  path: string;
  changeType: 'ADDED' | 'MODIFIED' | 'DELETED' | 'RENAMED' | 'COPIED' | 'CHANGED';
  /** Where a renamed file was before; GitHub's GraphQL does not tell. */
  previousPath: string | null;
  /** Lines; 0 for a binary file. */
  additions: number;
  deletions: number;
};

/** A run of lines in a file: `start` counts from 1; where there are no lines, it is the line before them. */
type Range = { start: number; count: number };

/** Which lines of the old file became which of the new one; `lines` begin with ' ', '+' or '-'. */
export type Hunk = { old: Range; new: Range; header: string; lines: string[] };

export type NewCommit = {
  additions: { path: string; content: string | Uint8Array }[];
  deletions: string[];
  /** The commit to build on; null for the first commit. */
  parent: string | null;
  message: string;
  author: { name: string; email: string };
  at: Date;
};

/** The commits that `to` has and `from` has not; of a path, only those that change it. */
export type CommitRange = { to: string; from?: string | null; path?: string | null; max?: number };

/**
 * The Git of one repository, and all that the rest asks of it. Two do the same, real Git on disk and one in memory, and
 * test/local-github/git-store.test.ts holds them together, object ids included.
 */
export type GitStore = {
  /** Any object by id or expression (`main`, `<oid>:<path>`, `<oid>^{commit}`), or null when there is none. */
  readObject(expression: string): Promise<GitObject | null>;
  /** Every ref below a prefix with the object it points to. */
  readRefs(prefix: string): Promise<Map<string, string>>;
  /** Moves a ref; null deletes it. `from` is where it must be (null: not there), left out it may be anywhere. False: it was not. */
  moveRef(ref: string, to: string | null, from?: string | null): Promise<boolean>;
  /** Whether the first commit is the second one or one of its ancestors. */
  isAncestor(ancestor: string, commit: string): Promise<boolean>;
  /** The best commit that both have; null when they share no history. */
  mergeBase(one: string, other: string): Promise<string | null>;
  /** Newest first, and none before those that are made on it. */
  commits(range: CommitRange): Promise<string[]>;
  /** What is different between two trees (a commit stands for its own). */
  changes(from: string, to: string, options: { renames: boolean }): Promise<ChangedFile[]>;
  /** The hunks between two blobs, null being an empty one; a binary file has none. */
  hunks(from: string | null, to: string | null, context: number): Promise<Hunk[]>;
  /** The tree that merging two commits gives, or null when they conflict. */
  mergedTree(base: string, head: string): Promise<string | null>;
  /** Writes a commit without moving a branch; refuses, with a sentence, what Git refuses. */
  commitFiles(commit: NewCommit): Promise<{ ok: true; oid: string } | { ok: false; reason: string }>;
  /** Writes a commit over a tree; the committer is GitHub itself. */
  writeCommit(
    tree: string,
    parents: string[],
    commit: Pick<NewCommit, 'message' | 'author' | 'at'>,
  ): Promise<string>;
  /** Takes over a commit, with all that it stands on, from the repository in another directory. */
  takeCommit(directory: string, oid: string): Promise<void>;
  /** Takes over the branches of another repository, or one of them. */
  takeBranches(directory: string, onlyBranch: string | null): Promise<void>;
};

/** The tree without entries, which every Git knows. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
