import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { itemsIn } from '../catalog/index-reading.ts';
import {
  cachingPath,
  commitAll,
  git,
  goodFiles,
  put,
  readme,
  run,
  taxonomyPath,
  temporaryFolder,
  temporaryLibrary,
} from './temporary-library.ts';

const page = 'patterns/ml/INDEX.md';
const json = 'patterns/ml/index.json';
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
const shard = 'patterns/ml/optimization/index.json';
const indexOf = (root: string) =>
  itemsIn(
    Object.fromEntries(
      globSync('patterns/ml/**/index.json', { cwd: root }).map(path => [path, read(root, path)]),
    ),
  );

test('writes all files, then finds nothing to do and leaves them alone', async () => {
  const root = temporaryLibrary();
  const first = await run(root, ['index']);
  expect(first).toEqual({ code: 0, stdout: `Wrote ${page}\nWrote ${json}\nWrote ${shard}\n`, stderr: '' });
  const before = [read(root, page), read(root, json), read(root, shard), statSync(join(root, page)).mtimeMs];
  const second = await run(root, ['index']);
  expect(second).toEqual({ code: 0, stdout: 'The index is up to date.\n', stderr: '' });
  expect([read(root, page), read(root, json), read(root, shard), statSync(join(root, page)).mtimeMs]).toEqual(
    before,
  );
  expect(readdirSync(join(root, 'patterns/ml')).sort()).toEqual([
    'INDEX.md',
    'index.json',
    'optimization',
    'taxonomy.yaml',
  ]);
});

test('the same files give the same bytes, whatever the order, the language and the repository', async () => {
  const one = temporaryLibrary();
  const other = temporaryLibrary(Object.fromEntries(Object.entries(goodFiles).toReversed()));
  commitAll(other);
  await run(one, ['index']);
  await run(join(other, 'patterns/ml/optimization'), ['index'], {
    env: { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' },
  });
  expect(read(other, page)).toBe(read(one, page));
  expect(read(other, json)).toBe(read(one, json));
  expect(read(other, shard)).toBe(read(one, shard));
});

test.each(['sha1', 'sha256'])('ids are those that Git gives to the bytes (%s)', async format => {
  const strange = 'patterns/ml/serving/strange/README.md';
  const linked = 'patterns/ml/serving/linked/README.md';
  const root = temporaryLibrary({
    ...goodFiles,
    [cachingPath]: `\uFEFF${readme('ML-OPT-008', 'Zwischenspeicher für Antworten 缓存').replaceAll('\n', '\r\n')}`,
    [strange]: new Uint8Array([0xff, 0, 0x0d]),
    'patterns/ml/serving/half/notes.txt': 'x',
  });
  mkdirSync(join(root, 'patterns/ml/serving/linked'));
  symlinkSync('../strange/README.md', join(root, linked));
  git(root, 'init', '--quiet', `--object-format=${format}`);
  const { code, stderr } = await run(root, ['index']);
  expect(code).toBe(0);
  expect(stderr).toContain(`Not listed: ${strange}. Its README.md cannot be read.`);
  git(root, '-c', 'core.autocrlf=false', 'add', '--all');
  const { entries, unlisted } = indexOf(root);
  for (const { category, slug, blob } of [...entries, ...unlisted])
    if (slug !== 'half')
      expect([slug, blob]).toEqual([slug, git(root, 'rev-parse', `:patterns/${category}/${slug}/README.md`)]);
  expect(entries).toHaveLength(2);
  expect(unlisted.map(item => [item.slug, item.blob === null])).toEqual([
    ['half', true],
    ['linked', false],
    ['strange', false],
  ]);
});

test('--check writes nothing, says where the first difference is, and exits 1', async () => {
  const root = temporaryLibrary();
  const missing = await run(root, ['index', '--check']);
  expect(missing.code).toBe(1);
  expect(missing.stdout).toBe(
    `${page} is missing.\n${json} is missing.\n${shard} is missing.\nRun: patterns index\n`,
  );
  await run(root, ['index']);
  expect((await run(root, ['index', '--check'])).code).toBe(0);

  const edited = read(root, page).replace('2 patterns in', '3 patterns in');
  put(root, { [page]: edited });
  const { code, stdout } = await run(root, ['index', '--check']);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /INDEX\.md is out of date; first at line 5:\n {2}is {9}3 patterns in 4 .*\n {2}should be {2}2 patterns in 4 /,
  );
  expect(stdout).not.toContain(json);
  expect(read(root, page)).toBe(edited);
});

test('an entry that is edited by hand is put right, and the line with it is told', async () => {
  const root = temporaryLibrary();
  await run(root, ['index']);
  const right = read(root, shard);
  put(root, { [shard]: right.replace('"name":"Prediction Caching"', '"name":"Quantum Caching"') });
  const { code, stdout } = await run(root, ['index', '--check']);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^patterns\/ml\/optimization\/index\.json is out of date; first at line \d:\n {2}is .*"name":"Quantum/,
  );
  expect((await run(root, ['index'])).stdout).toBe(`Wrote ${shard}\n`);
  expect(read(root, shard)).toBe(right);
});

test('what is left of a category without patterns is removed, and what somebody else has put there is not', async () => {
  const root = temporaryLibrary({
    ...goodFiles,
    'patterns/ml/serving/gateway/README.md': readme('ML-SERV-001', 'Gateway', 'ml/serving'),
  });
  const left = 'patterns/ml/serving/index.json';
  const foreign = 'patterns/ml/data/index.json';
  await run(root, ['index']);
  rmSync(join(root, 'patterns/ml/serving/gateway'), { recursive: true });
  put(root, { [foreign]: '{"files": []}\n' });
  const { code, stdout } = await run(root, ['index', '--check']);
  expect(code).toBe(1);
  expect(stdout).toContain(`${left} is there, and no pattern lies beside it.\nRun: patterns index\n`);
  expect(existsSync(join(root, left))).toBe(true);
  expect((await run(root, ['index'])).stdout).toBe(`Wrote ${page}\nWrote ${json}\nRemoved ${left}\n`);
  expect([existsSync(join(root, left)), existsSync(join(root, foreign))]).toEqual([false, true]);
  expect((await run(root, ['index', '--check'])).code).toBe(0);
});

test.each([4, 6])('the index of version %i is replaced, and nothing is left of it', async version => {
  const root = temporaryLibrary();
  put(root, { [json]: `{"version": ${version}, "facts": 1, "patterns": []}\n` });
  expect((await run(root, ['index'])).code).toBe(0);
  expect(indexOf(root).entries).toHaveLength(2);
});

test('of a sparse checkout, the folders that are left out are made where a shard is missing, and Git is asked to remove what is left', async () => {
  const serving = 'patterns/ml/serving/gateway/README.md';
  const root = temporaryLibrary({ ...goodFiles, [serving]: readme('ML-SERV-001', 'Gateway', 'ml/serving') });
  const left = 'patterns/ml/data/index.json';
  await run(root, ['index']);
  const right = read(root, 'patterns/ml/serving/index.json');
  rmSync(join(root, 'patterns/ml/serving/index.json'));
  put(root, { [left]: read(root, shard) });
  commitAll(root);
  git(root, 'sparse-checkout', 'set', '--cone', 'patterns/ml/optimization');
  expect(existsSync(join(root, 'patterns/ml/serving'))).toBe(false);
  const { code, stdout, stderr } = await run(root, ['index']);
  expect([code, stdout]).toEqual([0, 'Wrote patterns/ml/serving/index.json\n']);
  expect(stderr).toContain(`Remove it: git rm --sparse ${left}\n`);
  expect(read(root, 'patterns/ml/serving/index.json')).toBe(right);
});

test('a link in the place of the index is replaced, not followed', async () => {
  const outside = temporaryFolder();
  put(outside, { 'file.txt': 'mine\n' });
  const root = temporaryLibrary();
  for (const path of [page, shard]) symlinkSync(join(outside, 'file.txt'), join(root, path));
  expect((await run(root, ['index'])).code).toBe(0);
  expect(read(outside, 'file.txt')).toBe('mine\n');
  for (const path of [page, shard]) expect(read(root, path)).toContain('Prediction Caching');
});

test.each([
  [
    'a taxonomy that is broken',
    (root: string) => put(root, { [taxonomyPath]: 'domain: ml\n' }),
    'cannot be used, so no index was made',
  ],
  [
    'a taxonomy that is a folder',
    (root: string) => {
      rmSync(join(root, taxonomyPath));
      mkdirSync(join(root, taxonomyPath));
    },
    'cannot be used',
  ],
  ['an index that is a folder', (root: string) => mkdirSync(join(root, page)), 'This could not be done'],
  ['a taxonomy that is missing', (root: string) => rmSync(join(root, taxonomyPath)), 'No library found'],
])('%s: exit 2, a sentence, no stack and no litter', async (_, prepare, sentence) => {
  const root = temporaryLibrary();
  prepare(root);
  const { code, stderr } = await run(root, ['index']);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(
    readdirSync(join(root, 'patterns/ml')).filter(name => name.endsWith('.tmp') || name === 'index.json'),
  ).toEqual([]);
});

test('a README or a folder that may not be opened: exit 2, for an index without it would be wrong', async context => {
  context.skip(process.getuid?.() === 0, 'root may open everything');
  const folder = 'patterns/ml/serving/closed';
  for (const path of [folder, `${folder}/README.md`]) {
    const root = temporaryLibrary({ ...goodFiles, [`${folder}/README.md`]: 'x' });
    chmodSync(join(root, path), 0);
    const { code, stderr } = await run(root, ['index']);
    chmodSync(join(root, path), 0o700);
    expect(code).toBe(2);
    expect(stderr).toContain(`${path} could not be read`);
  }
});

test('a folder in the place of a file of the index: exit 2, and nothing is written', async () => {
  const root = temporaryLibrary({ ...goodFiles, [`${shard}/README.md`]: 'x' });
  const { code, stderr } = await run(root, ['index']);
  expect(code).toBe(2);
  expect(stderr).toContain(`${shard} is a folder, and a file of the index belongs there`);
  expect(existsSync(join(root, page))).toBe(false);
});
