import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../../src/catalog/claim.ts';
import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import { fromJson } from './json-lines.ts';
import { isSame, readTree, type Special, type Tree, type TreeFile } from './tree.ts';

/** Where the recorded pull requests are, one folder each. */
export const pullRequestsFolder = join(import.meta.dirname, 'pull-requests');

/** What every default branch has that a recorded one does not have otherwise. */
export const libraryTree: Tree = readTree(join(import.meta.dirname, 'library'));

export const commits = ['default', 'mergeBase', 'head'] as const;
export type Commit = (typeof commits)[number];

/** The folder of a commit's own files: those that differ from the commit that it is laid over. */
export const folderNames: Record<Commit, string> = { default: 'before', mergeBase: 'base', head: 'after' };

/** A pull request as the App has read it. */
export type Fixture = {
  /** One sentence: what happens, and what the review must make of it. */
  story: string;
  /** Of the release that recorded it: the comment names it. */
  version: string;
  claims: Claim[];
  snapshot: PullRequestSnapshot;
  /** Where the head left its base, where that is not the head of the default branch. */
  mergeBase?: string;
  trees: Record<Commit, Tree>;
};

/** `pull-request.json`: a fixture without its trees, and what no file can say of them. */
export type PullRequestFile = Omit<Fixture, 'trees'> & {
  /** Files that cannot be read, and why. */
  special?: Partial<Record<Commit, Record<string, Special>>>;
  /** Files that are not there, though the commit below has them and the pull request does not delete them. */
  absent?: Partial<Record<Commit, string[]>>;
};

/** Reads a folder; throws with a sentence where something is missing, left over or said twice. */
export function readFixture(folder: string): Fixture {
  const names = readdirSync(folder);
  for (const name of ['pull-request.json', 'review.md'])
    if (!names.includes(name)) throw new Error(`${folder} has no ${name}; record it again.`);
  const known = ['pull-request.json', 'review.md', ...Object.values(folderNames)];
  const stray = names.find(name => !known.includes(name));
  if (stray !== undefined)
    throw new Error(`${folder} has ${stray}, which nothing reads; expected only ${known.join(', ')}.`);
  const text = readFileSync(join(folder, 'pull-request.json'), 'utf8');
  const { special, absent, ...rest } = fromJson(text) as PullRequestFile;
  const over = (below: Tree, commit: Commit, deleted: readonly string[] = []): Tree => {
    const own = new Map<string, TreeFile>(readTree(join(folder, folderNames[commit])));
    for (const [path, why] of Object.entries(special?.[commit] ?? {}))
      own.set(path, { bytes: new Uint8Array(), special: why });
    for (const [path, file] of own)
      if (isSame(below.get(path), file))
        throw new Error(
          `${folder}/${folderNames[commit]}/${path} says what stands there already; delete it.`,
        );
    const tree = new Map([...below, ...own]);
    for (const path of [...deleted, ...(absent?.[commit] ?? [])]) tree.delete(path);
    return tree;
  };
  const before = over(libraryTree, 'default');
  const deleted = rest.snapshot.files.flatMap(({ path, change }) => (change === 'deleted' ? path : []));
  const trees = {
    default: before,
    mergeBase: over(before, 'mergeBase'),
    head: over(before, 'head', deleted),
  };
  return { ...rest, trees };
}

/** The files of a fixture's own folders, by commit. */
export function ownPaths(folder: string): { commit: Commit; path: string }[] {
  return commits.flatMap(commit =>
    [...readTree(join(folder, folderNames[commit])).keys()].map(path => ({ commit, path })),
  );
}
