import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { call, put, readme } from '../cli/temporary-library.ts';
import type { Change } from './changes.ts';
import { expectSame, type Library, openSidesWithLibrary, type Sides } from './sides.ts';

/** The App and the command line say the same, wherever the commit lies and however much of it is on the disk. */

let sides: Sides;
let library: Library;
beforeAll(async () => {
  ({ sides, library } = await openSidesWithLibrary());
});
afterAll(() => sides.close());

const slip: Change = root =>
  put(root, {
    [acceptedPath]: acceptedReadme({ 'Trade-offs': null, 'Related patterns': null }),
    'patterns/ml/optimization/new/README.md': readme('ML-OPT-007', 'Gateway', 'ml/optimisation'),
  });
const rules = ['category', 'fingerprint-unique', 'name-unique', 'required-sections'];

test('a commit that is on no branch but one of a fork', async () => {
  const fork = await sides.forkOf(library);
  const headOid = await sides.commit(fork, slip);
  await sides.propose(library, fork);
  await library.clone.git('fetch', '--quiet', 'origin');
  await expect(library.clone.git('cat-file', '-e', headOid)).rejects.toThrow();
  await expectSame(sides, { library, at: fork, headOid, rules });
});

describe.each<[string, string[]]>([
  ['a sparse checkout', []],
  ['a sparse checkout with a sparse index', ['--sparse-index']],
])('%s', (_, options) => {
  const folder = dirname(acceptedPath);
  let sparse: Library;
  beforeAll(async () => {
    sparse = await sides.sparseCloneOf(library, [folder, 'patterns/ml/optimization/new'], ...options);
    expect(existsSync(join(sparse.clone.directory, folder))).toBe(true);
    expect(existsSync(join(sparse.clone.directory, 'patterns/ml/serving'))).toBe(false);
    expect(existsSync(join(sparse.clone.directory, 'patterns/web'))).toBe(false);
  });

  test('nothing is missing, and no index is out of date', async () => {
    const { directory } = sparse.clone;
    const whole = library.clone;
    await whole.git('checkout', '--quiet', '--force', 'main');
    const args = ['--base', 'main', '--format', 'json'];
    const said = await call(checkCommand, directory, args);
    expect(said).toEqual(await call(checkCommand, whole.directory, args));
    expect(JSON.parse(said.stdout).summary.patterns).toBe(4);
    expect(await call(indexCommand, directory, ['--check'])).toEqual({
      code: 0,
      stdout: 'The index is up to date.\n',
      stderr: '',
    });
  });

  test('a change says the same as the App', async () => {
    const headOid = await sides.commit(sparse, slip);
    await expectSame(sides, { library, at: sparse, headOid, rules });
  });

  test('so does a change of somebody else to what is not on the disk', async () => {
    const headOid = await sides.commit(library, root => {
      rmSync(join(root, 'patterns/ml/serving/gateway/notes.txt'));
      put(root, { 'patterns/ml/serving/new/README.md': readme('ML-OPT-007', 'Gateway', 'ml/served') });
      put(root, { 'patterns/web/optimization/one/README.md': readme('ML-OPT-001', 'One', 'web/other') });
    });
    await sparse.clone.git('fetch', '--quiet', 'origin');
    await sparse.clone.git('checkout', '--quiet', '--force', '--detach', headOid);
    const rules = ['category', 'fingerprint-unique', 'name-unique'];
    await expectSame(sides, { library, at: sparse, headOid, rules });
    expect(existsSync(join(sparse.clone.directory, 'patterns/web'))).toBe(false);
  });
});

test('a folder that is renamed with a change inside', async () => {
  const folder = dirname(acceptedPath);
  const moved = 'patterns/ml/optimization/answer-caching';
  const headOid = await sides.commit(library, root => {
    mkdirSync(dirname(join(root, moved)), { recursive: true });
    renameSync(join(root, folder), join(root, moved));
    const text = readFileSync(join(root, `${moved}/README.md`), 'utf8');
    put(root, {
      [`${moved}/README.md`]: text.replace('category: ml/optimization', 'category: ml/optimisation'),
    });
  });
  const { paths } = await expectSame(sides, { library, headOid, rules: ['category', 'still-needed'] });
  expect(paths).toEqual(expect.arrayContaining([folder, moved]));
});
