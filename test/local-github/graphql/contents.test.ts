import { mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { fork } from '../../../local-github/actions/fork.ts';
import { branchHead } from '../../../local-github/git.ts';
import { git } from '../../../local-github/git-store/git-process.ts';
import { commit, libraryWorld } from './library-world.ts';

const BLOB = '... on Blob { oid byteSize isBinary isTruncated text }';

/** Reads many expressions by aliases, as the App does. */
function byAliases(expressions: string[]): string {
  const fields = expressions.map(
    (expression, place) =>
      `f${place}: object(expression: ${JSON.stringify(expression)}) { __typename ${BLOB} }`,
  );
  return `query($r: ID!) { node(id: $r) { ... on Repository { ${fields.join(' ')} } } }`;
}

test('a hundred files by aliases, each with its own text', async () => {
  const { ask, repository } = await libraryWorld();
  const paths = Array.from({ length: 100 }, (_, place) => `patterns/with space/f ${place}.md`);
  const oid = await commit(repository, 'main', {
    add: Object.fromEntries(paths.map(path => [path, `it is ${path}`])),
  });
  const { data, errors } = await ask(byAliases(paths.map(path => `${oid}:${path}`)), {
    r: repository.nodeId,
  });
  expect(errors).toBeUndefined();
  for (const [place, path] of paths.entries()) expect(data.node[`f${place}`].text).toBe(`it is ${path}`);
});

test("a fork's head is read through the base repository", async () => {
  const { ask, openPullRequest, repository, world } = await libraryWorld();
  const made = await fork(world, repository, 'casey', { name: 'library', onlyDefaultBranch: false });
  if (!made.ok) throw new Error(made.reason);
  const pullRequest = await openPullRequest(
    'pattern',
    { add: { 'new.md': 'from the fork' } },
    made.repository,
  );
  const query = `query($r: ID!) { node(id: $r) { ... on Repository {
    object(expression: "${pullRequest.headOid}:new.md") { ${BLOB} }
    pullRequest(number: 1) { isCrossRepository headRef { name } headRepository { nameWithOwner } headRepositoryOwner { login } files(first: 5) { nodes { path } } }
  } } }`;
  const { data, errors } = await ask(query, { r: repository.nodeId });
  expect(errors).toBeUndefined();
  expect(data.node.object.text).toBe('from the fork');
  expect(data.node.pullRequest).toEqual({
    isCrossRepository: true,
    headRef: { name: 'pattern' },
    headRepository: { nameWithOwner: 'casey/library' },
    headRepositoryOwner: { login: 'casey' },
    files: { nodes: [{ path: 'new.md' }] },
  });
});

test('what is no text, too long, empty or not there is said to be so', async () => {
  const { ask, repository } = await libraryWorld();
  const long = `x${'é'.repeat(300_000)}`;
  const add = { 'a.bin': Buffer.from([1, 0, 2]), 'long.md': long, 'empty.md': '', 'bom.md': '\uFEFFx\r\n' };
  const oid = await commit(repository, 'main', { add });
  const names = ['a.bin', 'long.md', 'empty.md', 'bom.md', 'missing.md', ''];
  const { data, errors } = await ask(byAliases(names.map(name => `${oid}:${name}`)), {
    r: repository.nodeId,
  });
  expect(errors).toBeUndefined();
  const { f0, f1, f2, f3, f4, f5 } = data.node;
  expect(f0).toMatchObject({ byteSize: 3, isBinary: true, isTruncated: false, text: null });
  expect(f1).toMatchObject({ byteSize: 600_001, isBinary: false, isTruncated: true });
  expect(long.startsWith(f1.text)).toBe(true);
  expect(f1.text.length).toBeGreaterThan(200_000);
  expect(f2).toMatchObject({ byteSize: 0, isBinary: false, text: '' });
  expect(f3.text).toBe('\uFEFFx\r\n');
  expect(f4).toBeNull();
  expect(f5).toEqual({ __typename: 'Tree' });
});

const STRANGE = [
  ...[
    '@{u}',
    'HEAD@{upstream}',
    'HEAD@{1}',
    'main@{yesterday}',
    '-x',
    '--batch-all-objects',
    ':README.md',
    ':/Initial',
  ],
  ...[
    ':/[',
    ':0:README.md',
    '^main',
    'main^{/x}',
    'main^{/[}',
    'main^{tree}',
    'main^9',
    'main~99999999999',
    'main..main',
  ],
  ...[
    '',
    ' ',
    'main:\nREADME.md',
    'main:README.md\0',
    '\u{1F4A9}',
    '../../etc/passwd',
    'main:../secret',
    'main:./README.md',
  ],
  ...[
    'main:.',
    'main:..',
    'main:/etc/passwd',
    `${'0'.repeat(40)}:README.md`,
    'a'.repeat(5000),
    'main:README.md:x',
    ':',
  ],
];

test('strange expressions stand for nothing and harm nobody else in the same document', async () => {
  const { ask, repository } = await libraryWorld();
  for (const expression of STRANGE) {
    const { data, errors } = await ask(byAliases([expression, 'main:README.md']), { r: repository.nodeId });
    expect(errors, expression).toBeUndefined();
    expect(data.node.f0?.text ?? null, expression).toBeNull();
    expect(data.node.f1.text, expression).toBe('# Library\n');
  }
});

test('symbolic links and submodules keep their modes, and a submodule has no object here', async () => {
  const { ask, repository, world } = await libraryWorld();
  const index = { GIT_INDEX_FILE: `${world.directory}/index` };
  const { gitDirectory } = repository;
  const blob = (await git(gitDirectory, ['hash-object', '-w', '--stdin'], 'target')).toString().trim();
  const entries = `120000 ${blob}\tlink\n100755 ${blob}\trun.sh\n160000 ${'1'.repeat(40)}\tmodule\n`;
  await git(gitDirectory, ['update-index', '--index-info'], entries, index);
  const tree = (await git(gitDirectory, ['write-tree'], '', index)).toString().trim();
  const query = `query($r: ID!) { node(id: $r) { ... on Repository { object(expression: "${tree}") {
    ... on Tree { entries { name mode type oid object { __typename } } } } } } }`;
  const { data, errors } = await ask(query, { r: repository.nodeId });
  expect(errors).toBeUndefined();
  expect(data.node.object.entries).toEqual([
    { name: 'link', mode: 0o120000, type: 'blob', oid: blob, object: { __typename: 'Blob' } },
    { name: 'module', mode: 0o160000, type: 'commit', oid: '1'.repeat(40), object: null },
    { name: 'run.sh', mode: 0o100755, type: 'blob', oid: blob, object: { __typename: 'Blob' } },
  ]);
});

test('a file that moved is a RENAMED file under its new path, against the merge base', async () => {
  const text = Array.from({ length: 40 }, (_, line) => `line ${line}\n`).join('');
  const { ask, openPullRequest, repository } = await libraryWorld({
    files: { 'old.md': text, 'kept.md': 'a' },
  });
  await openPullRequest('move', { add: { 'new.md': text, 'kept.md': 'b' }, remove: ['old.md'] });
  await commit(repository, 'main', { add: { 'elsewhere.md': 'not of the pull request' } });
  const { data, errors } = await ask(
    'query($r: ID!) { node(id: $r) { ... on Repository { pullRequest(number: 1) { changedFiles mergeable files(first: 9) { nodes { path changeType } } } } } }',
    { r: repository.nodeId },
  );
  expect(errors).toBeUndefined();
  expect(data.node.pullRequest).toEqual({
    changedFiles: 2,
    mergeable: 'MERGEABLE',
    files: {
      nodes: [
        { path: 'kept.md', changeType: 'MODIFIED' },
        { path: 'new.md', changeType: 'RENAMED' },
      ],
    },
  });
});

test('of a huge pull request only the first 3,000 files are listed', async () => {
  const { ask, openPullRequest, repository } = await libraryWorld();
  const add = Object.fromEntries(
    Array.from({ length: 3001 }, (_, place) => [`d/${10_000 + place}`, String(place)]),
  );
  await openPullRequest('huge', { add });
  const query =
    'query($r: ID!, $after: String) { node(id: $r) { ... on Repository { pullRequest(number: 1) { changedFiles files(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } } } } } }';
  const { data } = await ask(query, {
    r: repository.nodeId,
    after: Buffer.from('cursor:v2:2998').toString('base64'),
  });
  expect(data.node.pullRequest).toMatchObject({
    changedFiles: 3001,
    files: { totalCount: 3000, pageInfo: { hasNextPage: false } },
  });
});

test('refs are found by whole and by short names, and nothing else', async () => {
  const { ask, repository } = await libraryWorld();
  const oid = await commit(repository, 'feature/deep', { add: { a: 'a' } });
  const names = [
    'refs/heads/feature/deep',
    'feature/deep',
    'heads/feature/deep',
    'feature',
    'nope',
    '*',
    '--all',
  ];
  const fields = names.map(
    (name, place) => `r${place}: ref(qualifiedName: ${JSON.stringify(name)}) { name prefix target { oid } }`,
  );
  const { data, errors } = await ask(
    `query { repository(owner: "Octo", name: "LIBRARY") { ${fields.join(' ')} } }`,
  );
  expect(errors).toBeUndefined();
  const found = { name: 'feature/deep', prefix: 'refs/heads/', target: { oid } };
  expect(Object.values(data.repository)).toEqual([found, found, found, null, null, null, null]);
  expect(await branchHead(repository.gitDirectory, 'feature/deep')).toBe(oid);
});

test('an empty repository has no default branch', async () => {
  const { ask, repository } = await libraryWorld();
  await git(repository.gitDirectory, ['update-ref', '-d', 'refs/heads/main']);
  const { data, errors } = await ask(
    '{ repository(owner: "octo", name: "library") { defaultBranchRef { name } object(expression: "main:x") { oid } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.repository).toEqual({ defaultBranchRef: null, object: null });
});

test('a broken repository is an error, never an empty answer', async () => {
  const { ask, repository, world } = await libraryWorld();
  repository.gitDirectory = `${world.directory}/broken.git`;
  await mkdir(repository.gitDirectory);
  await writeFile(`${repository.gitDirectory}/HEAD`, 'nonsense');
  const { errors } = await ask(byAliases(['main:README.md']), { r: repository.nodeId });
  expect(errors?.[0]).toMatchObject({
    path: ['node', 'f0'],
    message: expect.stringContaining('git cat-file'),
  });
});
