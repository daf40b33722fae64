import { expect } from 'vitest';
import { failOnce } from '../../local-github/faults.ts';
import { git } from '../../local-github/git-store/git-process.ts';
import type { Repository } from '../../local-github/state.ts';
import { checkOf, contributor } from './contributor.ts';
import { indexOf, indexTextsOf } from './index-of.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import {
  batchingDraft,
  batchingPath,
  cachingDraft,
  cachingPath,
  indexJsonPath,
  indexPath,
  shardPath,
} from './texts.ts';

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const show = async (library: Repository, path: string): Promise<string> =>
  String(await git(library.gitDirectory, ['show', `main:${path}`]));
const log = async (library: Repository): Promise<string[]> =>
  String(await git(library.gitDirectory, ['log', '--format=%an %s', 'main']))
    .trim()
    .split('\n');
const updates = async (library: Repository): Promise<number> =>
  (await log(library)).filter(line => line.includes('Update the pattern index')).length;
const fingerprints = async (library: Repository): Promise<string[]> =>
  (await indexOf(library)).entries.map(({ fingerprint }) => fingerprint);

test.each(['merge', 'squash'] as const)('after a %s the index is committed, once', async method => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  const before = await updates(library);
  expect(await ada.merge(pull, method)).toBe(200);
  await stage.settled();
  expect(await show(library, indexPath)).toContain('[Prediction Caching](optimization/prediction-caching/)');
  expect(await fingerprints(library)).toEqual(['ML-OPT-008']);
  expect(await updates(library)).toBe(before + 1);
});

test('a direct push is indexed too, and an index that is edited by hand is put right', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('main', { [cachingPath]: cachingDraft, [indexPath]: 'mine\n' });
  await stage.settled();
  expect(await show(library, indexPath)).toContain('Prediction Caching');
  await ada.push('main', { [cachingPath]: null });
  await stage.settled();
  expect(await fingerprints(library)).toEqual([]);
});

test('an entry that is edited by hand is put right, although its README is as it was', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('main', { [cachingPath]: cachingDraft });
  await stage.settled();
  const right = await indexTextsOf(library);
  const edited = right[shardPath]?.replace('"Prediction Caching"', '"Quantum Caching"') ?? '';
  await ada.push('main', { [shardPath]: edited });
  await stage.settled();
  expect(await indexTextsOf(library)).toEqual(right);
});

test('a merge writes the shard of its category, and the shard of the last pattern goes with it', async () => {
  const gateway = 'patterns/ml/serving/gateway/README.md';
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  const written = async (files: Record<string, string | null>): Promise<string[]> => {
    await ada.push('main', files);
    await stage.settled();
    const changed = ['show', '--name-status', '--format=', 'main'];
    return String(await git(library.gitDirectory, changed))
      .trim()
      .split('\n');
  };
  await written({ [cachingPath]: cachingDraft });
  const category = 'category: ml/serving';
  const moved = batchingDraft.replace(/category: .*/, category);
  const servingShard = 'patterns/ml/serving/index.json';
  expect(await written({ [gateway]: moved })).toEqual([
    `M\t${indexPath}`,
    `M\t${indexJsonPath}`,
    `A\t${servingShard}`,
  ]);
  expect(await written({ [gateway]: null })).toEqual([
    `M\t${indexPath}`,
    `M\t${indexJsonPath}`,
    `D\t${servingShard}`,
  ]);
  expect(Object.keys(await indexTextsOf(library)).sort()).toEqual([indexPath, indexJsonPath, shardPath]);
});

test('a push that changes no pattern makes no commit', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('main', { 'notes.md': 'one\n' });
  await stage.settled();
  const first = await log(library);
  await ada.push('main', { 'notes.md': 'two\n' });
  await stage.settled();
  expect(await log(library)).toHaveLength(first.length + 1);
});

test('two merges that race: both are in the index, and nothing is lost', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  await ada.push('batching', { [batchingPath]: batchingDraft });
  const pulls = [await ada.open('caching'), await ada.open('batching')];
  await stage.settled();
  // GitHub answers 405 “Base branch was modified” to the one that comes second at the very same moment.
  const merged = await Promise.all(pulls.map(async pull => [await ada.merge(pull), await ada.merge(pull)]));
  for (const [first, again] of merged) expect([first, again]).toContain(200);
  await stage.settled();
  expect(await fingerprints(library)).toEqual(['ML-OPT-007', 'ML-OPT-008']);
  expect((await log(library)).filter(line => line.includes('Merge'))).toHaveLength(2);
});

test('a push between reading and writing is never overwritten', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  failOnce(stage.world, { operation: 'CommitIndex' }, { kind: 'hang-up' });
  await ada.push('main', { [cachingPath]: cachingDraft });
  // The App may have been faster; then Git asks for the newer base first, as it would ask anybody.
  const second = () => ada.push('main', { [batchingPath]: batchingDraft });
  await second().catch(second);
  await stage.settled();
  expect(stage.world.faults.api).toMatchObject([{ times: 0 }]);
  expect(await fingerprints(library)).toEqual(['ML-OPT-007', 'ML-OPT-008']);
});

test('a lost webhook is made good by the next push', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  stage.world.faults.deliveries.push({ times: 1, match: ({ event }) => event === 'push', kind: 'drop' });
  await ada.push('main', { [cachingPath]: cachingDraft });
  await stage.settled();
  await ada.push('main', { 'notes.md': 'anything\n' });
  await stage.settled();
  expect(await fingerprints(library)).toEqual(['ML-OPT-008']);
});

test('a pattern that cannot be read is listed as such, and the others are indexed', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('main', {
    [cachingPath]: cachingDraft,
    [batchingPath]: Buffer.from([0x2d, 0x2d, 0x2d, 0xff, 0xfe]),
  });
  await stage.settled();
  expect(await fingerprints(library)).toEqual(['ML-OPT-008']);
  expect(await show(library, indexPath)).toContain('Could not be listed');
});

test('a repository without a library stays untouched', async () => {
  const library = await stage.library({ 'README.md': '# Nothing to see\n' });
  const ada = await contributor(stage, 'ada', library);
  await ada.push('docs', { 'patterns/readme.txt': 'not a library\n' });
  const pull = await ada.open('docs');
  await ada.push('main', { 'notes.md': 'x\n' });
  await stage.settled();
  expect(checkOf(library, pull)).toBeUndefined();
  expect(pull).toMatchObject({ comments: [], labels: [] });
  expect(await log(library)).toHaveLength(2);
});

test('the index is the same whichever way the library came to be', async () => {
  const [one, other] = [
    await stage.library(),
    await stage.library({ ...emptyLibrary, [batchingPath]: batchingDraft, [cachingPath]: cachingDraft }),
  ];
  const [ada, grace] = [await contributor(stage, 'ada', one), await contributor(stage, 'grace', other)];
  await ada.push('main', { [cachingPath]: cachingDraft });
  await stage.settled();
  await ada.push('main', { [batchingPath]: batchingDraft });
  await grace.push('main', { 'notes.md': 'x\n' });
  await stage.settled();
  expect(await indexTextsOf(one)).toEqual(await indexTextsOf(other));
});

test.each([
  ['a ruleset', {}],
  ['classic protection', { classic: true }],
])(
  'where %s keeps the App out, the index comes as one pull request, updated in place and never reviewed as a contribution',
  async (_, kind) => {
    const library = await stage.library(emptyLibrary, {
      protection: { restrictPushes: true, bypassApps: [], ...kind },
    });
    const ada = await contributor(stage, 'ada', library);
    for (const [branch, path, text] of [
      ['caching', cachingPath, cachingDraft],
      ['batching', batchingPath, batchingDraft],
    ] as const) {
      await ada.push(branch, { [path]: text });
      const pull = await ada.open(branch);
      await stage.settled();
      expect(await ada.merge(pull)).toBe(200);
      await stage.settled();
    }
    const proposals = library.pullRequests.filter(
      ({ headBranch }) => headBranch === 'pattern-librarian/index',
    );
    const [proposal] = proposals.filter(({ state }) => state === 'OPEN');
    if (!proposal) throw new Error('the index was not proposed');
    expect(proposals.filter(({ state }) => state === 'OPEN')).toHaveLength(1);
    expect(checkOf(library, proposal)?.conclusion).toBe('SUCCESS');
    expect(proposal).toMatchObject({ comments: [], labels: [] });
    expect(await ada.merge(proposal)).toBe(200);
    await stage.settled();
    expect(await fingerprints(library)).toEqual(['ML-OPT-007', 'ML-OPT-008']);
    expect(
      (await log(library)).filter(line => line.includes('Update the pattern index')).length,
    ).toBeGreaterThan(0);
  },
);
