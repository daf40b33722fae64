import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, splitNul, tryGit } from './git-process.ts';
import type { NewCommit } from './git-store.ts';

/**
 * Writes a commit without a work tree and without moving a branch.
 * Refuses, with a sentence for people, paths that Git refuses and the deletion of files that are not there.
 */
export async function commitFiles(
  directory: string,
  commit: NewCommit,
): Promise<{ ok: true; oid: string } | { ok: false; reason: string }> {
  const scratch = await mkdtemp(join(tmpdir(), 'local-github-index-'));
  try {
    const index = { GIT_INDEX_FILE: join(scratch, 'index') };
    if (commit.parent !== null) await git(directory, ['read-tree', commit.parent], '', index);
    const missing = await firstMissing(directory, index, commit.deletions);
    if (missing !== undefined)
      return { ok: false, reason: `A path was requested for deletion which does not exist: ${missing}` };
    const oids = await writeBlobs(directory, scratch, commit.additions);
    const entries = [
      ...commit.deletions.map(path => `0 ${'0'.repeat(40)}\t${path}\0`),
      ...commit.additions.map(({ path }, place) => `100644 ${oids[place]}\t${path}\0`),
    ];
    const update = await tryGit(directory, ['update-index', '-z', '--index-info'], entries.join(''), index);
    // Git skips an invalid path with a message and a good exit code.
    if (update.code !== 0 || update.stderr !== '') {
      return {
        ok: false,
        reason: `A path is malformed: ${update.stderr.replace('Ignoring path ', '').trim()}`,
      };
    }
    const tree = (await git(directory, ['write-tree'], '', index)).toString().trim();
    return {
      ok: true,
      oid: await writeCommit(directory, tree, commit.parent === null ? [] : [commit.parent], commit),
    };
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function firstMissing(
  directory: string,
  index: Record<string, string>,
  paths: readonly string[],
): Promise<string | undefined> {
  if (paths.length === 0) return undefined;
  const present = new Set(splitNul(await git(directory, ['ls-files', '-z'], '', index)));
  return paths.find(path => !present.has(path));
}

/** Writes a commit object over a tree; the committer is GitHub itself. */
export async function writeCommit(
  directory: string,
  tree: string,
  parents: string[],
  commit: Pick<NewCommit, 'message' | 'author' | 'at'>,
): Promise<string> {
  const date = `${Math.floor(commit.at.getTime() / 1000)} +0000`;
  const args = ['commit-tree', tree, ...parents.flatMap(parent => ['-p', parent]), '-F', '-'];
  const oid = await git(directory, args, commit.message, {
    GIT_AUTHOR_NAME: commit.author.name,
    GIT_AUTHOR_EMAIL: commit.author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  });
  return oid.toString().trim();
}

async function writeBlobs(
  directory: string,
  scratch: string,
  additions: NewCommit['additions'],
): Promise<string[]> {
  const paths = await Promise.all(
    additions.map(async ({ content }, place) => {
      const path = join(scratch, String(place));
      await writeFile(path, content);
      return path;
    }),
  );
  if (paths.length === 0) return [];
  const oids = await git(
    directory,
    ['hash-object', '-w', '--no-filters', '--stdin-paths'],
    `${paths.join('\n')}\n`,
  );
  return oids.toString().trim().split('\n');
}
