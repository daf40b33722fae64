import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBareRepository } from '../../local-github/bare-repository.ts';
import type { GitStore } from '../../local-github/git-store/git-store.ts';
import { keepRepositories } from '../../local-github/git-store/memory/keep-repositories.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';

/** The same is done to real Git and to the one in memory, and all that they answer is compared, object ids included. */
type Pair = { real: GitStore; memory: GitStore };
type Files = Record<string, string | Uint8Array | null>;

let directory: string;
let repositories = 0;
const memory = keepRepositories('/memory');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'git-store-'));
});

afterAll(async () => {
  memory.forget();
  await rm(directory, { recursive: true });
});

async function pair(): Promise<Pair & { at: string; inMemory: string }> {
  repositories += 1;
  const at = join(directory, `${repositories}.git`);
  const inMemory = `/memory/${repositories}.git`;
  await makeBareRepository(at, 'main');
  memory.makeGit(inMemory, 'main');
  return { real: gitAt(at), memory: gitAt(inMemory), at, inMemory };
}

/** Asks both, and gives what both answer. */
async function both<Answer>(
  { real, memory }: Pair,
  ask: (git: GitStore) => Promise<Answer>,
): Promise<Answer> {
  const [expected, found] = [await ask(real), await ask(memory)];
  expect(found).toEqual(expected);
  return expected;
}

let seconds = 0;

async function commit(git: Pair, branch: string, files: Files, from?: string): Promise<string> {
  seconds += 60;
  const at = new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
  const name = `refs/heads/${branch}`;
  return both(git, async store => {
    const parent = from ?? (await store.readObject(name))?.oid ?? null;
    const made = await store.commitFiles({
      parent,
      additions: Object.entries(files).flatMap(([path, content]) =>
        content === null ? [] : { path, content },
      ),
      deletions: Object.keys(files).filter(path => files[path] === null),
      message: `Change ${branch}\n\nBecause.\n`,
      author: { name: 'pattern-librarian[bot]', email: '1+a@example.org' },
      at,
    });
    if (!made.ok) throw new Error(made.reason);
    expect(await store.moveRef(name, made.oid)).toBe(true);
    return made.oid;
  });
}

const text = (length: number, changes: Record<number, string> = {}): string =>
  Array.from({ length }, (_, index) => changes[index + 1] ?? `line ${index + 1}\n`).join('');

test('commits, folders and files have the ids that Git gives them, whatever they are called', async () => {
  const git = await pair();
  await commit(git, 'main', {
    'README.md': '# é\r\n',
    'a/b.md': 'x',
    'a-b': 'sorted before a/',
    'a.b': 'and this',
    'ä b/"q"\t.md': 'x',
    'line\nbreak': 'y',
    '-o': 'z',
    'bytes.bin': new Uint8Array([0, 255, 10, 13]),
    'empty.txt': '',
  });
  await commit(git, 'main', { 'a/b.md': null, a: 'a file now', 'empty.txt/folder.md': 'a folder now' });
  for (const expression of [
    ...['main', 'refs/heads/main', 'heads/main', 'HEAD', 'main:README.md', 'main:a', 'main:', 'main:ä b'],
    ...['main^', 'main~1', 'main^1', 'main^2', 'main~2', 'main^{tree}', 'main^{commit}', 'main^^{tree}'],
    ...[
      'main:nowhere',
      'main:a/b.md',
      'main^:a/b.md',
      'other',
      '',
      'main:README.md^{commit}',
      'f'.repeat(40),
    ],
    ...['--all', 'main..main', 'main\nmain', ':/x', 'main:../x', 'HEAD:./x', 'main@{0}'],
  ])
    await both(git, store => store.readObject(expression));
});

test.each([
  ['a path out of the repository', { '../x': 'x' }],
  ['an absolute path', { '/x': 'x' }],
  ['a folder that is none', { 'x/': 'x' }],
  ['the repository itself', { '.git/config': 'x' }],
  ['the repository in other letters', { 'a/.GIT': 'x' }],
  ['a deletion of what is not there', { 'gone.md': null }],
])('refused: %s', async (_, files: Files) => {
  const git = await pair();
  await expect(commit(git, 'main', { a: 'a', ...files })).rejects.toThrow();
});

test('refs move only from where they are expected', async () => {
  const git = await pair();
  const first = await commit(git, 'main', { a: '1' });
  const second = await commit(git, 'main', { a: '2' });
  const moves: [string, string | null, (string | null)?][] = [
    ['refs/heads/main', first, first],
    ['refs/heads/main', first, null],
    ['refs/heads/main', first, second],
    ['refs/heads/new', second, first],
    ['refs/heads/new', second, null],
    ['refs/heads/new', first],
    ['refs/heads/new', null, second],
    ['refs/heads/new', null, first],
    ['refs/pull/1/head', second],
    ['refs/heads/../../escape', first],
    ['refs/heads/gone', 'f'.repeat(40)],
  ];
  for (const [ref, to, from] of moves) {
    await both(git, store => store.moveRef(ref, to, from));
    await both(git, store => store.readRefs('refs/'));
    await both(git, store => store.readRefs('refs/heads/'));
  }
});

/** main: 1 - 2 - 4 - merge; side: 1 - 3. */
async function forked(): Promise<{ git: Pair; oids: string[] }> {
  const git = await pair();
  const one = await commit(git, 'main', { 'a.txt': text(30), 'b.txt': 'b\n' });
  const two = await commit(git, 'main', { 'b.txt': 'B\n' });
  const three = await commit(git, 'side', { 'a.txt': text(30, { 20: 'theirs\n' }) }, one);
  const four = await commit(git, 'main', { 'a.txt': text(30, { 5: 'ours\n' }) });
  const tree = await both(git, store => store.mergedTree(four, three));
  expect(tree).not.toBeNull();
  const merge = await both(git, store =>
    store.writeCommit(tree ?? '', [four, three], {
      message: 'Merge\n',
      author: { name: 'octo', email: 'octo@example.org' },
      at: new Date('2026-02-01T00:00:00Z'),
    }),
  );
  await both(git, store => store.moveRef('refs/heads/main', merge, four));
  return { git, oids: [one, two, three, four, merge] };
}

test('history is walked as Git walks it', async () => {
  const { git, oids } = await forked();
  for (const one of oids)
    for (const other of oids) {
      await both(git, store => store.isAncestor(one, other));
      await both(git, store => store.mergeBase(one, other));
      await both(git, store => store.commits({ from: one, to: other }));
      await both(git, store => store.commits({ from: one, to: other, max: 1 }));
    }
  for (const path of ['a.txt', 'b.txt', 'nowhere', null])
    await both(git, store => store.commits({ to: 'main', path }));
});

test('commits without common history have no base and no merge', async () => {
  const git = await pair();
  const one = await commit(git, 'main', { a: '1' });
  const other = await both(git, async store => {
    const made = await store.commitFiles({
      parent: null,
      additions: [{ path: 'b', content: '2' }],
      deletions: [],
      message: 'Another root',
      author: { name: 'octo', email: 'octo@example.org' },
      at: new Date('2026-02-01T00:00:00Z'),
    });
    return made.ok ? made.oid : '';
  });
  expect(await both(git, store => store.mergeBase(one, other))).toBeNull();
  expect(await both(git, store => store.mergedTree(one, other))).toBeNull();
});

const merges: [string, ours: Files, theirs: Files][] = [
  ['different files', { 'new.txt': 'x' }, { 'other.txt': 'y' }],
  ['the same new file', { 'new.txt': 'x' }, { 'new.txt': 'x' }],
  ['two new files of one name', { 'new.txt': 'x\n' }, { 'new.txt': 'y\n' }],
  ['lines far apart', { 'a.txt': text(30, { 3: 'ours\n' }) }, { 'a.txt': text(30, { 25: 'theirs\n' }) }],
  ['the same line', { 'a.txt': text(30, { 3: 'ours\n' }) }, { 'a.txt': text(30, { 3: 'theirs\n' }) }],
  ['the same line in the same way', { 'a.txt': text(30, { 3: 'x\n' }) }, { 'a.txt': text(30, { 3: 'x\n' }) }],
  ['neighbouring lines', { 'a.txt': text(30, { 3: 'ours\n' }) }, { 'a.txt': text(30, { 4: 'theirs\n' }) }],
  ['a line between', { 'a.txt': text(30, { 3: 'ours\n' }) }, { 'a.txt': text(30, { 5: 'theirs\n' }) }],
  ['two added ends', { 'a.txt': `${text(30)}ours\n` }, { 'a.txt': `${text(30)}theirs\n` }],
  ['changed and deleted', { 'a.txt': null }, { 'a.txt': text(30, { 3: 'x\n' }) }],
  ['deleted twice', { 'a.txt': null }, { 'a.txt': null }],
  ['a file and a folder', { d: 'file' }, { 'd/x': 'folder' }],
  ['binary files', { 'b.bin': '\0ours' }, { 'b.bin': '\0theirs' }],
];

test.each(merges)('merges: %s', async (_, ours, theirs) => {
  const git = await pair();
  const base = await commit(git, 'main', { 'a.txt': text(30), 'b.bin': '\0' });
  const own = await commit(git, 'ours', ours, base);
  const their = await commit(git, 'theirs', theirs, base);
  await both(git, store => store.mergedTree(own, their));
  await both(git, store => store.mergedTree(their, own));
});

const changes: [string, before: Files, after: Files][] = [
  ['nothing', {}, { 'x.txt': 'x' }],
  ['a change, a new file and a deletion', { a: 'a\nb\n', b: 'b' }, { a: 'a\nB\n', b: null, c: 'c\nd' }],
  ['a file that ends otherwise', { a: 'a\nb' }, { a: 'a\nb\n' }],
  ['a rename', { 'old.txt': text(9) }, { 'old.txt': null, 'new.txt': text(9) }],
  ['a rename with a change', { 'old.txt': text(9) }, { 'old.txt': null, 'new.txt': text(9, { 2: 'x\n' }) }],
  [
    'too much of a change',
    { 'o.txt': text(4) },
    { 'o.txt': null, 'n.txt': text(4, { 1: 'xxxxxxxxxx\n', 2: 'y\n' }) },
  ],
  [
    'a folder that moves',
    { 'a/x': text(9), 'a/y': text(5) },
    { 'a/x': null, 'a/y': null, 'b/x': text(9), 'b/y': text(5) },
  ],
  ['binary files', { 'b.bin': '\0\0' }, { 'b.bin': '\0\u0001\0' }],
  ['empty files', { e: '' }, { e: null, f: '' }],
];

test.each(changes)('tells what is different: %s', async (_, before, after) => {
  const git = await pair();
  const base = await commit(git, 'main', { 'always.txt': 'x', ...before });
  const head = await commit(git, 'side', after, base);
  await both(git, store => store.changes(base, head, { renames: true }));
  await both(git, store => store.changes(base, head, { renames: false }));
});

const edits: [string, before: string | null, after: string | null][] = [
  ['a changed line', text(30), text(30, { 15: 'x\n' })],
  ['two changes in one hunk', text(30), text(30, { 10: 'x\n', 16: 'y\n' })],
  ['two hunks', text(40), text(40, { 10: 'x\n', 30: 'y\n' })],
  ['an added line', text(10), text(10, { 5: 'line 5\nmore\n' })],
  ['a removed line', text(10), text(10, { 5: '' })],
  ['a line that is repeated', 'a\nb\nb\nc\n', 'a\nb\nb\nb\nc\n'],
  ['an added end', text(10), `${text(10)}more\n`],
  ['an end without a line break', text(10), `${text(10)}more`],
  ['a new file', null, text(3)],
  ['a deleted file', text(3), null],
  ['umlauts', 'ä\nö\nü\n', 'ä\nÖ\nü\n'],
];

test.each(edits)('shows hunks: %s', async (_, before, after) => {
  const git = await pair();
  await commit(git, 'main', { x: before ?? '', y: after ?? '' });
  const blob = async (store: GitStore, content: string | null, path: string) =>
    content === null ? null : ((await store.readObject(`main:${path}`))?.oid ?? null);
  for (const context of [0, 3])
    await both(git, async store =>
      store.hunks(await blob(store, before, 'x'), await blob(store, after, 'y'), context),
    );
});

test('a fork has the branches of its parent, and the parent takes over its commits', async () => {
  const parent = await pair();
  const fork = await pair();
  const first = await commit(parent, 'main', { a: '1' });
  await commit(parent, 'side', { a: '2' }, first);
  await fork.real.takeBranches(parent.at, 'main');
  await fork.memory.takeBranches(parent.inMemory, 'main');
  await both(fork, store => store.readRefs('refs/heads/'));
  const theirs = await commit(fork, 'theirs', { b: '3' }, first);
  await parent.real.takeCommit(fork.at, theirs);
  await parent.memory.takeCommit(fork.inMemory, theirs);
  await both(parent, store => store.readObject(`${theirs}:b`));
  await both(parent, store => store.readRefs('refs/'));
});
