import { expect, test } from 'vitest';
import { updateBranch } from '../../local-github/actions/update-branch.ts';
import { changedFiles } from '../../local-github/changed-files.ts';
import { branchHead, readBlob, readTree, resolveCommit } from '../../local-github/git.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';
import { type Scene, scene } from './scene.ts';

const SOMEBODY = { name: 'Somebody', email: 'somebody@example.com' };
const ACTOR = { login: 'octo', kind: 'user' } as const;

async function commit(github: Scene, changes: { additions?: Record<string, string>; deletions?: string[] }) {
  const { gitDirectory } = github.repository;
  const additions = Object.entries(changes.additions ?? {}).map(([path, content]) => ({ path, content }));
  return gitAt(gitDirectory).commitFiles({
    parent: await branchHead(gitDirectory, 'main'),
    additions,
    deletions: changes.deletions ?? [],
    message: 'Change',
    author: SOMEBODY,
    at: new Date('2026-11-24T12:00:00Z'),
  });
}

test('text that looks like an option, a range or a second request is only a name that is not there', async () => {
  const { repository } = await scene();
  for (const text of ['--all', '-h', '', 'main..main', 'main\nmain', ':/x', 'main:../x', 'HEAD:', '\0']) {
    expect(await resolveCommit(repository.gitDirectory, text.replace('\0', '')), text).toBeNull();
  }
  expect(await gitAt(repository.gitDirectory).readObject('main\nmain')).toBeNull();
  expect(await gitAt(repository.gitDirectory).readObject('--batch-all-objects')).toBeNull();
  expect(await readBlob(repository.gitDirectory, 'main')).toBeNull();
  expect(await readTree(repository.gitDirectory, 'main:README.md')).toBeNull();
});

test('files with unusual names are written, read and listed', async () => {
  const github = await scene();
  const { gitDirectory } = github.repository;
  const additions = { 'ä b/"q"\t.md': 'x', 'line\nbreak': 'y', '-o': 'z' };
  const made = await commit(github, { additions });
  const oid = made.ok ? made.oid : '';
  const files = await changedFiles(gitDirectory, 'main', oid);
  expect(files.map(({ path }) => path).sort()).toEqual(Object.keys(additions).sort());
  expect((await readBlob(gitDirectory, `${oid}:ä b/"q"\t.md`))?.toString()).toBe('x');
  expect((await readTree(gitDirectory, oid))?.map(({ name }) => name)).toContain('line\nbreak');
});

test.each([
  ['a path out of the repository', { additions: { '../x': 'x' } }, 'malformed: ../x'],
  ['an absolute path', { additions: { '/x': 'x' } }, 'malformed: /x'],
  ['the repository itself', { additions: { '.git/config': 'x' } }, 'malformed: .git/config'],
  ['a deletion of what is not there', { deletions: ['gone.md'] }, 'which does not exist: gone.md'],
])('a commit is refused: %s', async (_, changes, reason) => {
  const github = await scene();
  const made = await commit(github, changes);
  expect(made.ok).toBe(false);
  expect(made.ok ? '' : made.reason).toContain(reason);
});

test('a rename is one change with detection and two without; binary files count no lines', async () => {
  const github = await scene({ files: { 'a.txt': 'one\ntwo\nthree\nfour\n', 'b.bin': '\0\0' } });
  const { gitDirectory } = github.repository;
  const additions = { 'new.txt': 'one\ntwo\nthree\nFOUR\n', 'b.bin': '\0\u0001\0' };
  const made = await commit(github, { additions, deletions: ['a.txt'] });
  const oid = made.ok ? made.oid : '';
  const binary = { path: 'b.bin', changeType: 'MODIFIED', previousPath: null, additions: 0, deletions: 0 };
  expect(await changedFiles(gitDirectory, 'main', oid)).toEqual([
    binary,
    { path: 'new.txt', changeType: 'RENAMED', previousPath: 'a.txt', additions: 1, deletions: 1 },
  ]);
  const plain = await changedFiles(gitDirectory, 'main', oid, { renames: false });
  expect(plain.map(({ path, changeType }) => `${changeType} ${path}`)).toEqual([
    'DELETED a.txt',
    'MODIFIED b.bin',
    'ADDED new.txt',
  ]);
});

test('a branch moves only from the commit that is expected', async () => {
  const github = await scene();
  const { world, repository } = github;
  const before = (await branchHead(repository.gitDirectory, 'main')) ?? '';
  const made = await commit(github, { additions: { 'x.txt': 'x' } });
  const oid = made.ok ? made.oid : '';
  const move = (branch: string, from: string | null, to: string | null) =>
    updateBranch(world, repository, branch, from, to, ACTOR);
  expect(await move('main', oid, before)).toBe(false);
  expect(await move('main', null, oid)).toBe(false);
  expect(await Promise.all([move('main', before, oid), move('main', before, oid)])).toContain(true);
  expect(await branchHead(repository.gitDirectory, 'main')).toBe(oid);
  expect(await move('../../escape', null, oid)).toBe(false);
  expect(await move('new', null, oid)).toBe(true);
  expect(await move('new', oid, null)).toBe(true);
  expect(await branchHead(repository.gitDirectory, 'new')).toBeNull();
});
