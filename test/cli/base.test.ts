import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import {
  batchingPath,
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

const renumbered = { [cachingPath]: readme('ML-OPT-010', 'Prediction Caching') };

test('a changed fingerprint, a removed pattern and an edited index are found against a base', async () => {
  const root = temporaryLibrary();
  const base = commitAll(root);
  put(root, { ...renumbered, 'patterns/ml/INDEX.md': 'mine\n' });
  rmSync(join(root, batchingPath));
  const expected = [
    ['generated-index', 'patterns/ml/INDEX.md'],
    ['removed-retired', batchingPath],
    ['fingerprint-unchanged', cachingPath],
  ];
  for (const ref of ['main', 'HEAD', base]) {
    const { code, found } = await findings(root, '--base', ref);
    expect(code).toBe(1);
    expect(found.map(item => [item.ruleId, item.path])).toEqual(expected);
  }
  const { stdout } = await call(checkCommand, root, ['--base', 'main']);
  expect(stdout).toContain(`Compared with ${base.slice(0, 7)} (main).`);
  expect(stdout).not.toContain('Not checked offline');
});

test('the same when the library is a folder inside the repository, and when its index knows the patterns', async () => {
  const repository = temporaryFolder();
  const root = join(repository, 'deep/library');
  put(root, goodFiles);
  expect((await call(indexCommand, root, [])).code).toBe(0);
  commitAll(repository);
  expect(await findings(root, '--base', 'main')).toEqual({ code: 0, found: [] });
  put(root, renumbered);
  const { found } = await findings(root, '--base', 'main');
  expect(found.map(item => [item.ruleId, item.path])).toEqual([['fingerprint-unchanged', cachingPath]]);
});

test('an index that tells of other bytes is not believed', async () => {
  const root = temporaryLibrary();
  await call(indexCommand, root, []);
  put(root, renumbered);
  commitAll(root, 'the index is out of date');
  expect(await findings(root, '--base', 'main')).toEqual({ code: 0, found: [] });
});

test('without --base, the place where HEAD left the remote’s branch is taken; what is merged there since is not ours', async () => {
  const remote = temporaryLibrary();
  const start = commitAll(remote);
  const root = temporaryFolder();
  git(root, 'clone', '--quiet', remote, '.');
  put(remote, {
    'patterns/ml/serving/later/README.md': readme('ML-SERV-001', 'Later', 'ml/serving'),
    'patterns/ml/INDEX.md': 'x\n',
  });
  commitAll(remote, 'second');
  git(root, 'fetch', '--quiet');
  expect(await findings(root)).toEqual({ code: 0, found: [] });
  expect(await findings(root, '--base', 'origin/main')).toEqual({ code: 0, found: [] });
  const { stdout } = await call(checkCommand, root, []);
  expect(stdout).toContain(`Compared with ${start.slice(0, 7)} (where HEAD left origin/HEAD).`);

  git(root, 'remote', 'set-head', 'origin', '--delete');
  expect((await call(checkCommand, root, [])).stdout).toContain('where HEAD left origin/main');
  put(root, renumbered);
  expect((await findings(root)).found.map(item => item.ruleId)).toEqual(['fingerprint-unchanged']);
});

test('a change does not choose the rules that it is judged by', async () => {
  const root = temporaryLibrary();
  commitAll(root);
  const path = 'patterns/ml/own/mine/README.md';
  put(root, {
    [taxonomyPath]: exampleTaxonomy.replaceAll('ml/serving', 'ml/own'),
    [path]: readme('ML-SERV-001', 'Mine', 'ml/own'),
  });
  expect((await findings(root)).code).toBe(0);
  const { found } = await findings(root, '--base', 'main');
  expect(found.map(item => [item.ruleId, item.path])).toContainEqual(['category', path]);
});

test('retiring in the taxonomy what is removed is allowed at once, and a broken taxonomy is judged by the good one', async () => {
  const root = temporaryLibrary();
  commitAll(root);
  rmSync(join(root, batchingPath));
  put(root, { [taxonomyPath]: exampleTaxonomy.replace('[ML-OPT-099]', '[ML-OPT-099, ML-OPT-007]') });
  expect(await findings(root, '--base', 'main')).toEqual({ code: 0, found: [] });
  put(root, { [taxonomyPath]: 'domain: ml\n' });
  const { code, found } = await findings(root, '--base', 'main');
  expect(code).toBe(1);
  expect(new Set(found.map(item => item.ruleId))).toEqual(new Set(['taxonomy', 'removed-retired']));
});

test('a new library, whose base has none, brings its own taxonomy', async () => {
  const root = temporaryLibrary({ 'README.md': 'x\n' });
  commitAll(root);
  put(root, goodFiles);
  expect(await findings(root, '--base', 'main')).toEqual({ code: 0, found: [] });
});

test.each(['nope', '-x', '--all', '', 'main:patterns', 'main..main', '$(touch owned)'])(
  'a base %j that is no commit: exit 2',
  async ref => {
    const root = temporaryLibrary();
    commitAll(root);
    const { code, stdout, stderr } = await call(checkCommand, root, [`--base=${ref}`]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('is no commit of this repository');
  },
);

test('without a repository or a commit, an asked-for base is refused and the others are told why', async () => {
  const root = temporaryLibrary();
  expect((await call(checkCommand, root, ['--base', 'main'])).code).toBe(2);
  const { code, stdout } = await call(checkCommand, root, []);
  expect(code).toBe(0);
  expect(stdout).toContain('not a git repository');
  git(root, 'init', '--quiet');
  expect((await call(checkCommand, root, [])).stdout).toContain('There is nothing to compare with');
});

test('without Git, everything but the comparison works', async () => {
  const root = temporaryLibrary();
  const { code, stdout } = await run(root, ['check'], { env: { PATH: '/nowhere' } });
  expect(code).toBe(0);
  expect(stdout).toContain('git is not installed');
});

test('strange files in the base are no obstacle', async () => {
  const path = 'patterns/ml/serving/strange/README.md';
  const root = temporaryLibrary({
    ...goodFiles,
    [path]: new Uint8Array([0xff, 0]),
    'patterns/ml/serving/big/README.md': 'x'.repeat(300_000),
    'patterns/ml/serving/half/notes.txt': 'x',
    'patterns/ml/serving/with\nline/README.md': 'x',
    'patterns/ml/index.json': '{"version": 1, "patterns": "no"}',
  });
  git(root, 'init', '--quiet', '--initial-branch=main');
  commitAll(root);
  rmSync(join(root, 'patterns/ml/serving'), { recursive: true });
  expect(await findings(root, '--base', 'main')).toEqual({ code: 0, found: [] });
});

test('variables of a hook do not lead to another repository', async () => {
  const other = temporaryLibrary({ 'a.txt': 'x' });
  commitAll(other);
  const root = temporaryLibrary();
  commitAll(root);
  put(root, renumbered);
  const env = {
    GIT_DIR: join(other, '.git'),
    GIT_WORK_TREE: other,
    GIT_INDEX_FILE: join(other, '.git/index'),
  };
  const { stdout } = await run(root, ['check', '--base', 'main'], { env });
  expect(stdout).toContain('fingerprint-unchanged');
});

test('nothing of the repository is run: file monitor, external diff and text conversion', async () => {
  const root = temporaryLibrary({ ...goodFiles, '.gitattributes': '*.md diff=evil\n' });
  commitAll(root);
  for (const key of ['core.fsmonitor', 'diff.external', 'diff.evil.textconv', 'diff.evil.command'])
    git(root, 'config', key, `touch '${root}/owned'; false`);
  put(root, renumbered);
  const { found } = await findings(root, '--base', 'main');
  expect(found.map(item => item.ruleId)).toEqual(['fingerprint-unchanged']);
  expect(git(root, '-c', 'core.fsmonitor=false', 'status', '--short')).not.toContain('owned');
});

test('a path that the change removes can be named; one that never was cannot', async () => {
  const root = temporaryLibrary();
  commitAll(root);
  rmSync(join(root, 'patterns/ml/optimization'), { recursive: true });
  const removed = ['patterns/ml/optimization/dynamic-batching', cachingPath];
  const { code, found } = await findings(root, '--base', 'main', ...removed);
  expect(code).toBe(1);
  expect(found.map(item => [item.ruleId, item.path])).toEqual([
    ['removed-retired', batchingPath],
    ['removed-retired', cachingPath],
  ]);
  const { stderr } = await call(checkCommand, root, ['--base', 'main', ...removed, 'patterns/ml/nothing']);
  expect(stderr).toBe('There is no patterns/ml/nothing.\n');
  expect((await call(checkCommand, root, removed)).stderr).toBe(
    'There is no patterns/ml/optimization/dynamic-batching.\n',
  );
});

test('the removal of a whole domain is looked at', async () => {
  const web = Object.fromEntries(
    Object.entries(goodFiles).map(([path, text]) => [
      path.replace('/ml/', '/web/'),
      String(text).replaceAll('ml/', 'web/').replace('domain: ml', 'domain: web'),
    ]),
  );
  const root = temporaryLibrary({ ...goodFiles, ...web });
  commitAll(root);
  rmSync(join(root, 'patterns/web'), { recursive: true });
  const { code, found } = await findings(root, '--base', 'main');
  expect(code).toBe(1);
  expect(found.map(item => [item.ruleId, item.path.replace('web', 'ml')])).toEqual([
    ['removed-retired', batchingPath],
    ['removed-retired', cachingPath],
    ['taxonomy', taxonomyPath],
  ]);
});

test('Markdown that lies in no domain is found, unless Git ignores it', async () => {
  const root = temporaryLibrary({
    ...goodFiles,
    '.gitignore': 'draft.md\n',
    'patterns/stray.md': 'x\n',
    'patterns/README.md': '# Domains\n',
    'patterns/notes.txt': 'x\n',
  });
  commitAll(root);
  put(root, { 'patterns/draft.md': 'x\n' });
  const { code, found } = await findings(root);
  expect({ code, found }).toMatchObject({
    code: 1,
    found: [{ ruleId: 'location', path: 'patterns/stray.md' }],
  });
  expect((await findings(root, 'patterns/ml')).code).toBe(0);
  expect((await findings(root, 'patterns/stray.md')).code).toBe(1);
});
