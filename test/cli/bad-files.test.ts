import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import {
  type Contents,
  cachingPath,
  call,
  commitAll,
  findings,
  git,
  goodFiles,
  put,
  readme,
  run,
  taxonomyPath,
  temporaryFolder,
  temporaryLibrary,
} from './temporary-library.ts';

const path = 'patterns/ml/serving/strange/README.md';
const others = { ...goodFiles, [cachingPath]: readme('ML-OPT-008', 'Prediction Caching', 'ml/optimisation') };

/** Checks a library with one strange file; another file's error must be found all the same. */
async function strange(
  prepare: (root: string) => void,
  files: Contents = {},
): Promise<[string, string, string][]> {
  const root = temporaryLibrary({ ...others, ...files });
  mkdirSync(join(root, 'patterns/ml/serving/strange'), { recursive: true });
  prepare(root);
  const { code, found } = await findings(root);
  expect(code).toBe(1);
  expect(found.map(item => item.path)).toContain(cachingPath);
  return found.filter(item => item.path !== cachingPath).map(item => [item.ruleId, item.path, item.message]);
}

test.each([
  ['not UTF-8', new Uint8Array([0x2d, 0x2d, 0x2d, 0xff, 0xfe]), 'readable', 'not valid UTF-8'],
  ['text cut inside a character', new Uint8Array([0x61, 0xe2, 0x82]), 'readable', 'not valid UTF-8'],
  ['with NUL bytes', 'a\0b', 'readable', 'not text'],
  ['UTF-16', Buffer.from('\ufeff---\nname: x', 'utf16le'), 'readable', 'UTF-8'],
  ['empty', '', 'front-matter', 'The file is empty'],
  ['of spaces alone', ' \n\t\n', 'front-matter', 'The file is empty'],
  ['larger than is read', 'x'.repeat(300_000), 'readable', 'too large'],
  ['nested beyond reason', `---\nname: x\n---\n${'>'.repeat(5000)}`, 'readable', 'deeply nested'],
])('a file that is %s', async (_, content, ruleId, words) => {
  expect(await strange(root => put(root, { [path]: content }))).toEqual([
    [ruleId, path, expect.stringContaining(words)],
  ]);
});

test('a file of many gigabytes is not read', async () => {
  const found = await strange(root => {
    const file = openSync(join(root, path), 'w');
    ftruncateSync(file, 20 * 1024 ** 3);
    closeSync(file);
  });
  expect(found).toEqual([['readable', path, expect.stringContaining('too large')]]);
});

test('CRLF and a byte-order mark are text like any other, and places stay exact', async () => {
  const text = readme('ML-SERV-001', 'Strange', 'ml/servin').replaceAll('\n', '\r\n');
  const root = temporaryLibrary({ ...goodFiles, [path]: `\uFEFF${text}` });
  const { stdout } = await run(root, ['check', path]);
  expect(stdout).toContain(`${path}:4:11\n`);
  expect(stdout).toContain('> 4 | category: ml/servin\n      |           ^^^^^^^^^\n');
  expect(stdout).not.toContain('\r');
});

test('a folder called README.md', async () => {
  const found = await strange(root => put(root, { [`${path}/inside.txt`]: 'x' }));
  expect(found).toContainEqual([
    'readable',
    path,
    expect.stringContaining('a folder where a file is expected'),
  ]);
});

test('a pipe is neither read nor waited for', async () => {
  const found = await strange(root => execFileSync('sh', ['-c', 'mkfifo "$0"', join(root, path)]));
  expect(found).toEqual([['readable', path, expect.stringContaining('not text')]]);
});

test('links are told and never followed: to a file outside, in a circle, to nothing, and as a folder', async () => {
  const outside = temporaryFolder();
  put(outside, { 'README.md': readme('ML-SERV-009', 'Outside', 'ml/serving') });
  for (const target of [join(outside, 'README.md'), 'README.md', 'nothing'])
    expect(await strange(root => symlinkSync(target, join(root, path)))).toEqual([
      ['readable', path, expect.stringContaining('symbolic link')],
    ]);
  const folder = 'patterns/ml/serving/linked';
  for (const target of [outside, '..'])
    expect(
      await strange(root => symlinkSync(target, join(root, folder)), {
        [path]: readme('ML-SERV-001', 'Strange', 'ml/serving'),
      }),
    ).toEqual([['readable', folder, expect.stringContaining('symbolic link')]]);
});

test('a folder whose name is no text is told', async () => {
  const folder = Buffer.from('patterns/ml/serving/bad\xff', 'latin1');
  const found = await strange(root => {
    const at = Buffer.concat([Buffer.from(`${root}/`), folder]);
    mkdirSync(at, { recursive: true });
    writeFileSync(Buffer.concat([at, Buffer.from('/README.md')]), 'hi');
  });
  expect(found).toEqual([
    ['readable', 'patterns/ml/serving/bad\ufffd', expect.stringContaining('name is not valid UTF-8')],
  ]);
});

test('a repository inside the library is not looked into', async () => {
  const folder = 'patterns/ml/serving/strange';
  const found = await strange(root => put(root, { [`${folder}/.git`]: 'gitdir: elsewhere', [path]: '' }));
  expect(found).toEqual([['readable', folder, expect.stringContaining('submodule')]]);
});

test('a file that may not be opened', async context => {
  context.skip(process.getuid?.() === 0, 'root may open every file');
  const found = await strange(root => {
    put(root, { [path]: 'x' });
    chmodSync(join(root, path), 0);
  });
  expect(found).toEqual([['readable', path, expect.stringContaining('could not be opened')]]);
});

test('a pattern’s folder that may not be opened is a finding, also where the base knows it', async context => {
  context.skip(process.getuid?.() === 0, 'root may open every folder');
  const root = temporaryLibrary();
  commitAll(root);
  const folder = dirname(cachingPath);
  chmodSync(join(root, folder), 0);
  onTestFinished(() => chmodSync(join(root, folder), 0o755));
  const { code, found } = await findings(root, '--base', 'main');
  expect(code).toBe(1);
  expect(found.map(item => [item.ruleId, item.path])).toContainEqual(['readable', folder]);
});

test('a domain that may not be opened ends every command with a sentence', async context => {
  context.skip(process.getuid?.() === 0, 'root may open every folder');
  const root = temporaryLibrary();
  put(root, { 'patterns/nl/taxonomy.yaml': '' });
  chmodSync(join(root, 'patterns/nl'), 0);
  onTestFinished(() => chmodSync(join(root, 'patterns/nl'), 0o755));
  for (const [command, args] of [
    [checkCommand, []],
    [indexCommand, ['--check']],
  ] as const) {
    const { code, stderr } = await call(command, root, [...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('patterns/nl cannot be opened');
  }
});

test.each([
  ['a link', (root: string) => symlinkSync('other.yaml', join(root, taxonomyPath))],
  ['a folder', (root: string) => mkdirSync(join(root, taxonomyPath))],
  ['not UTF-8', (root: string) => put(root, { [taxonomyPath]: new Uint8Array([0xff]) })],
])('a taxonomy that is %s: told, and exit 2', async (_, prepare) => {
  const root = temporaryLibrary({ [cachingPath]: readme('ML-OPT-008', 'Prediction Caching') });
  prepare(root);
  const { code, found } = await findings(root);
  expect(code).toBe(2);
  expect(found.map(item => [item.ruleId, item.path])).toEqual([['readable', taxonomyPath]]);
});

test('caches, installed packages and what Git ignores are left out', async () => {
  const junk = readme('ML-OPT-008', 'Prediction Caching');
  const root = temporaryLibrary({
    ...goodFiles,
    '.gitignore': 'drafts/\n',
    'patterns/ml/node_modules/x/README.md': junk,
    'patterns/ml/__pycache__/x/README.md': junk,
    'patterns/ml/drafts/x/README.md': junk,
  });
  expect((await findings(root)).found.map(item => item.path)).toContain('patterns/ml/drafts/x/README.md');
  git(root, 'init', '--quiet');
  expect(await findings(root)).toEqual({ code: 0, found: [] });
  commitAll(root);
  expect((await findings(root)).found.map(item => item.path)).toContain('patterns/ml/drafts/x/README.md');
});

test('a directory that holds nothing but a taxonomy’s name is still a library', async () => {
  const root = temporaryLibrary({
    [taxonomyPath]: exampleTaxonomy,
    'patterns/ml/serving/half/notes.txt': 'x',
  });
  const { code, found } = await findings(root);
  expect(code).toBe(1);
  expect(found.map(item => item.ruleId)).toEqual(['location']);
});
