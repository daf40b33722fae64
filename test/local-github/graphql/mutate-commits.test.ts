import { expect, test } from 'vitest';
import { branchHead, readBlob } from '../../../local-github/git.ts';
import { git } from '../../../local-github/git-store/git-process.ts';
import { type LibraryWorld, libraryWorld } from './library-world.ts';

const COMMIT =
  'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { clientMutationId commit { oid message } ref { name } } }';

async function commitInput({ repository }: LibraryWorld, fileChanges: object, branchName = 'main') {
  return {
    clientMutationId: 'c',
    branch: { repositoryNameWithOwner: 'octo/library', branchName },
    expectedHeadOid: (await branchHead(repository.gitDirectory, 'main')) ?? '',
    message: { headline: 'Update the index', body: 'By itself.' },
    fileChanges,
  };
}
const add = (path: string, contents: string) => ({
  additions: [{ path, contents: Buffer.from(contents).toString('base64') }],
});

test('a commit on a branch is a real commit, and a push', async () => {
  const library = await libraryWorld();
  const { ask, repository } = library;
  const before = await branchHead(repository.gitDirectory, 'main');
  const input = await commitInput(library, {
    ...add('patterns/ml/INDEX.md', '# é\r\n'),
    deletions: [{ path: 'README.md' }],
  });
  const { data, errors } = await ask(COMMIT, { input });
  expect(errors).toBeUndefined();
  const { commit, ref, clientMutationId } = data.createCommitOnBranch;
  expect([clientMutationId, ref.name, commit.message]).toEqual([
    'c',
    'main',
    'Update the index\n\nBy itself.',
  ]);
  const { gitDirectory } = repository;
  expect(await branchHead(gitDirectory, 'main')).toBe(commit.oid);
  expect((await readBlob(gitDirectory, 'main:patterns/ml/INDEX.md'))?.toString()).toBe('# é\r\n');
  expect(await readBlob(gitDirectory, 'main:README.md')).toBeNull();
  const log = await git(gitDirectory, ['log', '-1', '--format=%P %an %cn', 'main']);
  expect(log.toString().trim()).toBe(`${before} pattern-librarian[bot] GitHub`);
  const push = library.events.find(({ name }) => name === 'push');
  expect(push?.payload).toMatchObject({
    ref: 'refs/heads/main',
    before,
    after: commit.oid,
    sender: { login: 'pattern-librarian[bot]' },
  });
});

test('two commits onto one head: the second is stale and nothing of it stays', async () => {
  const library = await libraryWorld();
  const input = await commitInput(library, add('a', '1'));
  const answers = await Promise.all([
    library.ask(COMMIT, { input }),
    library.ask(COMMIT, { input: { ...input, ...{ fileChanges: add('b', '2') } } }),
  ]);
  const [stale] = answers.flatMap(({ errors }) => errors ?? []);
  expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  expect(stale).toMatchObject({
    type: 'STALE_DATA',
    path: ['createCommitOnBranch'],
    message: `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`,
  });
  expect(
    (await git(library.repository.gitDirectory, ['rev-list', '--count', 'main'])).toString().trim(),
  ).toBe('2');
});

test('a commit that cannot be made whole is not made', async () => {
  const library = await libraryWorld();
  const cases = [
    ['a file that is not there is deleted', { deletions: [{ path: 'gone.md' }] }],
    ['one path is named twice', { ...add('README.md', 'x'), deletions: [{ path: 'README.md' }] }],
    ['a path leaves the repository', add('../evil', 'x')],
    ['a path is Git’s own', add('.git/config', 'x')],
    ['a path is empty', add('', 'x')],
  ] as const;
  for (const [name, given] of cases) {
    const input = await commitInput(library, given);
    expect((await library.ask(COMMIT, { input })).errors, name).toMatchObject([{ type: 'UNPROCESSABLE' }]);
    expect(await branchHead(library.repository.gitDirectory, 'main'), name).toBe(input.expectedHeadOid);
  }
});

test('no commit onto a branch that is not there, or that is not named', async () => {
  const library = await libraryWorld();
  const input = await commitInput(library, add('a', '1'), 'nope');
  expect((await library.ask(COMMIT, { input })).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  expect(
    (await library.ask(COMMIT, { input: { ...input, branch: { branchName: 'main' } } })).errors,
  ).toMatchObject([{ type: 'UNPROCESSABLE' }]);
});

test.each([
  [true, 'BRANCH_PROTECTION_RULE_VIOLATION'],
  [false, 'UNPROCESSABLE'],
])('protection (classic: %s) refuses with %s, except those on its bypass list', async (classic, type) => {
  const library = await libraryWorld({ protection: { restrictPushes: true, bypassApps: [], classic } });
  const input = await commitInput(library, add('a', '1'));
  const { errors } = await library.ask(COMMIT, { input });
  expect(errors).toMatchObject([
    { type, message: expect.stringContaining('Changes must be made through a pull request.') },
  ]);
  library.repository.protection?.bypassApps.push('pattern-librarian');
  expect((await library.ask(COMMIT, { input })).errors).toBeUndefined();
});

test('branches are made and moved, forwards unless forced', async () => {
  const { ask, repository } = await libraryWorld();
  const first = (await branchHead(repository.gitDirectory, 'main')) ?? '';
  const create =
    'mutation($r: ID!, $name: String!, $oid: GitObjectID!) { createRef(input: { repositoryId: $r, name: $name, oid: $oid }) { ref { id name target { oid } } } }';
  const make = (name: string, oid = first) => ask(create, { r: repository.nodeId, name, oid });
  const made = await make('refs/heads/index');
  expect(made.data.createRef.ref).toMatchObject({ name: 'index', target: { oid: first } });
  for (const name of ['refs/heads/index', 'refs/heads/a..b', 'refs/heads/-x y']) {
    expect((await make(name)).errors, name).toMatchObject([{ type: 'UNPROCESSABLE' }]);
  }
  expect((await make('refs/heads/new', '1'.repeat(40))).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
  const { id } = made.data.createRef.ref;
  const commit = {
    branch: { id },
    expectedHeadOid: first,
    message: { headline: 'x' },
    fileChanges: add('a', '1'),
  };
  const second = (await ask(COMMIT, { input: commit })).data.createCommitOnBranch.commit.oid;
  const move =
    'mutation($id: ID!, $oid: GitObjectID!, $force: Boolean!) { updateRef(input: { refId: $id, oid: $oid, force: $force }) { ref { target { oid } } } }';
  expect((await ask(move, { id, oid: first, force: false })).errors).toMatchObject([
    { message: 'Update is not a fast forward' },
  ]);
  expect((await ask(move, { id, oid: first, force: true })).data.updateRef.ref.target.oid).toBe(first);
  expect((await ask(move, { id, oid: second, force: false })).errors).toBeUndefined();
  expect(await branchHead(repository.gitDirectory, 'index')).toBe(second);
});
