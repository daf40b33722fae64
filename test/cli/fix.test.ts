import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { writeFixed } from '../../src/cli/write-fixed.ts';
import {
  batchingPath,
  type Contents,
  cachingPath,
  call,
  commitAll,
  git,
  goodFiles,
  put,
  type Run,
  readme,
  run,
  temporaryFolder,
  temporaryLibrary,
} from './temporary-library.ts';

const check = (root: string, ...args: string[]): Promise<Run> => call(checkCommand, root, args);
const textOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

const misspelt = readme('ml-opt-8', 'Prediction Caching', 'Optimisation', 'keywords: [cost, cost]\n');
const mended = readme('ML-OPT-008', 'Prediction Caching', 'ml/optimization', 'keywords: [cost]\n');
const spaced = 'patterns/ml/serving/größe “1”/README.md';
/** Faults in files of every kind: CRLF with a byte-order mark, no end of line, no front matter, an unusual name. */
const faulty: Contents = {
  ...goodFiles,
  [cachingPath]: misspelt,
  [batchingPath]:
    `\uFEFF${readme('ML-OPT-007', 'Dynamic Batching').replace('optimization', 'Optimization').replaceAll('\n', '\r\n')}`.trimEnd(),
  'patterns/ml/serving/third/README.md': '# Third One\n\nText.',
  [spaced]: readme('ML-SERV-002', 'Size', 'serving'),
};

describe('--fix', () => {
  test('gives front matter back the line above it, and nothing that would make its keys text', async () => {
    const [whole, open] = [goodFiles[cachingPath], goodFiles[batchingPath]] as [string, string];
    const root = temporaryLibrary({
      ...goodFiles,
      [cachingPath]: whole.replace('---\n', ''),
      [batchingPath]: open.replaceAll('---\n', ''),
    });
    await check(root, '--fix');
    expect(textOf(root, cachingPath)).toBe(whole);
    expect(textOf(root, batchingPath)).toBe(open.replaceAll('---\n', ''));
  });

  test('writes what follows from the rules, says so, and reports what is left', async () => {
    const root = temporaryLibrary({
      ...goodFiles,
      [cachingPath]: misspelt.replace('---\n\n', 'author: me\n---\n\n'),
    });
    const { code, stdout, stderr } = await check(root, '--fix');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Fixed 3 places in 1 file:\n  ${cachingPath}  3 fixes\n`);
    expect(stdout).toContain('The key `author` is not known');
    expect(stdout).toContain('2 patterns, 0 errors, 1 warning');
    expect(stdout).not.toContain('can be fixed');
    expect(textOf(root, cachingPath)).toBe(mended.replace('---\n\n', 'author: me\n---\n\n'));
    expect(textOf(root, batchingPath)).toBe(goodFiles[batchingPath]);
  });

  test('leaves errors that need a person as exit 1, and a second time nothing to do', async () => {
    const root = temporaryLibrary({
      ...faulty,
      [cachingPath]: misspelt.replace('Optimisation', 'nlp/tokens'),
    });
    expect((await check(root, '--fix')).code).toBe(1);
    const before = new Map(Object.keys(faulty).map(path => [path, statSync(join(root, path)).ino]));
    const again = await check(root, '--fix');
    expect(again.code).toBe(1);
    expect(again.stdout).toMatch(/^Nothing to fix\.\n/);
    for (const [path, inode] of before) expect(statSync(join(root, path)).ino).toBe(inode);
  });

  test('only under the paths that are named', async () => {
    const root = temporaryLibrary(faulty);
    await check(root, '--fix', 'patterns/ml/serving');
    expect(textOf(root, cachingPath)).toBe(misspelt);
    expect(textOf(root, spaced)).toContain('category: ml/serving');
  });

  test('byte-order mark, line ends and permissions stay, and nothing is left beside the file', async () => {
    const root = temporaryLibrary(faulty);
    chmodSync(join(root, batchingPath), 0o640);
    await check(root, '--fix');
    expect(textOf(root, batchingPath)).toBe(
      String(faulty[batchingPath]).replace('Optimization', 'optimization'),
    );
    expect(statSync(join(root, batchingPath)).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(root, batchingPath, '..'))).toEqual(['README.md']);
  });

  test('what Git ignores and what lies behind links is left alone', async () => {
    const outside = temporaryFolder();
    put(outside, { 'README.md': misspelt });
    const ignored = 'patterns/ml/serving/draft/README.md';
    const root = temporaryLibrary({ ...goodFiles, '.gitignore': 'draft/\n', [ignored]: misspelt });
    git(root, 'init', '--quiet');
    symlinkSync(outside, join(root, 'patterns/ml/serving/linked'));
    mkdirSync(join(root, 'patterns/ml/serving/other'));
    symlinkSync(join(outside, 'README.md'), join(root, 'patterns/ml/serving/other/README.md'));
    expect((await check(root, '--fix')).stdout).toMatch(/^Nothing to fix\.\n/);
    expect(textOf(root, ignored)).toBe(misspelt);
    expect(textOf(outside, 'README.md')).toBe(misspelt);
  });

  test('a file that is read-only is named, left as it is, and exit 2; the others are written', async () => {
    const root = temporaryLibrary(faulty);
    chmodSync(join(root, cachingPath), 0o444);
    const { code, stdout, stderr } = await check(root, '--fix');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `${cachingPath} was not written: it is read-only.\n`,
    });
    expect(stdout).toContain('Fixed 3 places in 3 files:');
    expect(stdout).toContain('`category` is `Optimisation`');
    expect(textOf(root, cachingPath)).toBe(misspelt);
    expect(textOf(root, spaced)).toContain('category: ml/serving');
  });

  test.each<[string, (file: string) => void, string]>([
    ['has changed', file => writeFileSync(file, 'mine'), 'it has changed since it was read'],
    ['is gone', file => rmSync(file), 'its folder or the file itself does not allow it (ENOENT)'],
    [
      'is now a link',
      file => {
        renameSync(file, `${file}.away`);
        symlinkSync(`${file}.away`, file);
      },
      'it is a symbolic link',
    ],
    [
      'is now a folder',
      file => {
        rmSync(file);
        mkdirSync(file);
      },
      'it is no file',
    ],
    [
      'lies in a folder that is now a link',
      file => {
        const folder = join(file, '..');
        renameSync(folder, `${folder}-away`);
        symlinkSync(`${folder}-away`, folder);
      },
      'a folder above it is a symbolic link',
    ],
  ])('a file that %s since it was read is not written', async (_, change, reason) => {
    const root = temporaryLibrary(faulty);
    change(join(root, cachingPath));
    const files = [{ path: cachingPath, before: misspelt, after: mended, fixes: 3 }];
    expect(await writeFixed(root, files)).toEqual({
      written: [],
      complaints: [`${cachingPath} was not written: ${reason}.`],
    });
  });

  test('a fingerprint of the base is put back', async () => {
    const root = temporaryLibrary();
    commitAll(root);
    put(root, { [cachingPath]: readme('ML-OPT-010', 'Prediction Caching') });
    expect((await check(root, '--fix', '--base', 'main')).code).toBe(0);
    expect(git(root, 'status', '--porcelain')).toBe('');
  });
});

describe('--dry-run', () => {
  test('writes nothing; Git applies what it prints, and then it is what --fix writes', async () => {
    const [root, other] = [temporaryLibrary(faulty), temporaryLibrary(faulty)];
    commitAll(root);
    const { code, stdout, stderr } = await run(root, ['check', '--dry-run']);
    expect(code).toBe(1);
    expect(stderr).toContain('Would fix 6 places in 4 files:');
    expect(git(root, 'status', '--porcelain')).toBe('');
    execFileSync('git', ['apply', '-'], { cwd: root, input: stdout });
    await check(other, '--fix');
    for (const path of Object.keys(faulty)) expect(textOf(root, path)).toBe(textOf(other, path));
    const again = await run(root, ['check', '--dry-run', '--fix']);
    expect([again.stdout, again.stderr]).toEqual(['', 'Nothing to fix.\n']);
  });

  test('a library in a folder of its repository: the patch is applied from there', async () => {
    const outer = temporaryFolder();
    const root = join(outer, 'deep/library');
    put(root, faulty);
    commitAll(outer);
    const { stdout } = await run(root, ['check', '--dry-run', cachingPath]);
    execFileSync('git', ['apply', '-'], { cwd: root, input: stdout });
    expect(textOf(root, cachingPath)).toBe(mended);
  });

  test('on a terminal, what it would obey is spelled out', async () => {
    const root = temporaryLibrary({
      ...goodFiles,
      [cachingPath]: misspelt.replace('# Pred', '\x1b[31m\u202e\n# Pred'),
    });
    const { stdout } = await call(checkCommand, root, ['--dry-run'], { interactive: true });
    expect(stdout).toContain('-\\x1b[31m\\u{202e}');
  });
});

test.each([
  ['--fix', 'json'],
  ['--dry-run', 'github'],
])('%s goes with text only, and says where else fixes are', async (mode, format) => {
  const { code, stdout, stderr } = await check(temporaryLibrary(faulty), mode, '--format', format);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    `${mode} goes with --format text only. With --format json each finding carries its \`fix\`: a range and the text instead.\n`,
  );
});

test('without --fix people are told how many it would fix, and programs how', async () => {
  const root = temporaryLibrary({ ...goodFiles, [cachingPath]: misspelt });
  const { stdout } = await check(root);
  expect(stdout).toMatch(/\n3 of these can be fixed by patterns check --fix\n$/);
  const { diagnostics } = JSON.parse((await check(root, '--format', 'json')).stdout);
  const { fix } = diagnostics.find(({ ruleId }: { ruleId: string }) => ruleId === 'category');
  expect(fix).toEqual({
    range: { start: { line: 4, column: 11 }, end: { line: 4, column: 23 } },
    text: 'ml/optimization',
  });
});
