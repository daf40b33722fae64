import { renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import {
  batchingPath,
  cachingPath,
  call,
  commitAll,
  type Found,
  findings,
  goodFiles,
  put,
  readme,
  taxonomyPath,
  temporaryLibrary,
} from './temporary-library.ts';

/** The default branch has a pattern with a fault: a link to nowhere. */
const faulty = `${readme('ML-OPT-008', 'Prediction Caching')}\n[nowhere](../nowhere/)\n`;
const faultyFiles = { ...goodFiles, 'docs/a.md': '# A\n', [cachingPath]: faulty };

type Told = { code: number | null; brought: string[]; present: string[] };

async function told(root: string, ...args: string[]): Promise<Told> {
  const { code, stdout } = await call(checkCommand, root, [
    '--base',
    'main',
    '--introduced',
    '--format',
    'json',
    ...args,
  ]);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: (Found & { present?: true })[] };
  const named = (wanted: boolean): string[] =>
    diagnostics
      .filter(({ severity, present = false }) => severity !== 'info' && present === wanted)
      .map(({ ruleId, path }) => `${ruleId} ${path}`);
  return { code, brought: named(false), present: named(true) };
}

test('what was wrong before is listed apart and does not fail; without the flag it counts', async () => {
  const root = temporaryLibrary(faultyFiles);
  commitAll(root);
  put(root, { [cachingPath]: faulty.replace('# Prediction', 'More lines.\n\n# Prediction') });
  expect(await told(root)).toEqual({ code: 0, brought: [], present: [`links ${cachingPath}`] });
  expect((await findings(root, '--base', 'main')).code).toBe(1);
  const { code, stdout } = await call(checkCommand, root, ['--base', 'main', '--introduced']);
  expect(code).toBe(0);
  expect(stdout).toContain(
    `Already there before this change (1), not counted:\n  ${cachingPath}:15:1 The link \`../nowhere/\` points`,
  );
  expect(stdout).toContain('2 patterns, 0 errors, 0 warnings');
});

test('a second fault of the same kind is the change’s own', async () => {
  const root = temporaryLibrary(faultyFiles);
  commitAll(root);
  put(root, { [cachingPath]: `${faulty}\n[nowhere](../nowhere/)\n` });
  expect(await told(root)).toEqual({
    code: 1,
    brought: [`links ${cachingPath}`],
    present: [`links ${cachingPath}`],
  });
});

test('a fault moves along with its pattern', async () => {
  const root = temporaryLibrary(faultyFiles);
  commitAll(root);
  const moved = 'patterns/ml/optimization/answer-caching/README.md';
  renameSync(dirname(join(root, cachingPath)), dirname(join(root, moved)));
  expect(await told(root, dirname(moved))).toEqual({ code: 0, brought: [], present: [`links ${moved}`] });
});

test('what breaks in a file that the change does not touch is brought by it', async () => {
  const root = temporaryLibrary({
    ...faultyFiles,
    [batchingPath]: `${readme('ML-OPT-007', 'Dynamic Batching')}\n[a](../../../../docs/a.md)\n`,
  });
  commitAll(root);
  rmSync(join(root, 'docs/a.md'));
  expect(await told(root)).toEqual({
    code: 1,
    brought: [`links ${batchingPath}`],
    present: [`links ${cachingPath}`],
  });
});

test('what was advice and has become an error counts', async () => {
  const root = temporaryLibrary();
  commitAll(root);
  put(root, {
    [cachingPath]: readme('ML-OPT-008', 'Prediction Caching', 'ml/optimization', 'status: accepted\n'),
  });
  const { code, brought, present } = await told(root);
  expect({ code, present }).toEqual({ code: 1, present: [] });
  expect(brought).toContain(`required-sections ${cachingPath}`);
});

test('stray Markdown is the change’s own only when the change brings it', async () => {
  const root = temporaryLibrary({ ...goodFiles, 'patterns/old.md': 'x\n' });
  commitAll(root);
  put(root, { 'patterns/new.md': 'x\n' });
  expect(await told(root)).toEqual({
    code: 1,
    brought: ['location patterns/new.md'],
    present: ['location patterns/old.md'],
  });
});

test('a new domain brings everything in it, and a removed one nothing but its removal', async () => {
  const root = temporaryLibrary(faultyFiles);
  commitAll(root);
  const web = Object.fromEntries(
    Object.entries(faultyFiles).map(([path, text]) => [
      path.replace('/ml/', '/web/'),
      String(text).replaceAll('ml/', 'web/').replace('domain: ml', 'domain: web'),
    ]),
  );
  put(root, web);
  const path = cachingPath.replace('/ml/', '/web/');
  expect(await told(root)).toEqual({
    code: 1,
    brought: [`links ${path}`],
    present: [`links ${cachingPath}`],
  });
  commitAll(root);
  rmSync(join(root, 'patterns/web'), { recursive: true });
  const { brought, present } = await told(root);
  expect(brought).toContain('taxonomy patterns/web/taxonomy.yaml');
  expect(present).toEqual([`links ${cachingPath}`]);
});

test('a library whose only taxonomy was deleted is still found by its handbook', async () => {
  const root = temporaryLibrary({ ...goodFiles, 'patterns/ml/README.md': '# Patterns\n' });
  commitAll(root);
  rmSync(join(root, taxonomyPath));
  expect(await told(root)).toMatchObject({ code: 1, brought: [`taxonomy ${taxonomyPath}`] });
});

test('many are counted and not all shown', async () => {
  const links = Array.from({ length: 25 }, (_, index) => `[a](../nowhere-${index}/)\n`).join('\n');
  const root = temporaryLibrary({ ...goodFiles, [cachingPath]: faulty + links });
  commitAll(root);
  const { stdout } = await call(checkCommand, root, ['--base', 'main', '--introduced']);
  expect(stdout).toContain('Already there before this change (26), not counted:');
  expect(stdout).toContain('\n  and 6 more\n');
  const github = await call(checkCommand, root, ['--base', 'main', '--introduced', '--format', 'github']);
  expect(github).toMatchObject({ code: 0 });
  expect(github.stdout).not.toContain('::error');
});

test('without anything to compare with it is refused', async () => {
  const root = temporaryLibrary();
  const { code, stderr } = await call(checkCommand, root, ['--introduced']);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^--introduced needs something to compare with: .*not a git repository.* --base\.\n$/,
  );
});
