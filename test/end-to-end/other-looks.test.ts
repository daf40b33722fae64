import { describe, expect } from 'vitest';
import { editPullRequest } from '../../local-github/actions/edit-pull-request.ts';
import { requestMergeGroup } from '../../local-github/actions/request-merge-group.ts';
import { rerequestCheckSuite } from '../../local-github/actions/rerequest-checks.ts';
import { git } from '../../local-github/git-store/git-process.ts';
import { install } from '../../local-github/setup/installations.ts';
import { redeliver } from '../../local-github/webhooks/emit.ts';
import { checkOf, contributor } from './contributor.ts';
import { commentOn, opened, runsOn, say } from './scene.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong, indexPath } from './texts.ts';

/** Looks that do not begin with a push to a pull request. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const grace = { login: 'grace', kind: 'user' } as const;

describe('a merge group is checked on its own commit', () => {
  test('and fails there as well', async () => {
    const { library, pull } = await opened(stage, { [cachingPath]: cachingWrong });
    const group = await requestMergeGroup(stage.world, library, pull, grace);
    await stage.settled();
    expect(checkOf(library, group)).toMatchObject({ status: 'COMPLETED', conclusion: 'FAILURE' });
    expect(pull.comments).toHaveLength(1);
  });

  test('and once, however often its webhook comes', async () => {
    const { library, pull } = await opened(stage, { [cachingPath]: cachingDraft });
    const group = await requestMergeGroup(stage.world, library, pull, grace);
    await stage.settled();
    const delivery = stage.world.state.deliveries.findLast(({ event }) => event === 'merge_group');
    redeliver(stage.world, delivery?.id ?? 0);
    await stage.settled();
    expect(delivery?.attempts).toHaveLength(2);
    expect(runsOn(library, group.headOid)).toHaveLength(1);
  });

  test('and once more when somebody asks for the whole suite', async () => {
    const library = await stage.library();
    const ada = await contributor(stage, 'ada', library);
    await ada.push('caching', { [cachingPath]: cachingDraft });
    const pull = await ada.open('caching');
    await stage.settled();
    const group = await requestMergeGroup(stage.world, library, pull, grace);
    await stage.settled();
    const suite = library.checkSuites.find(({ headOid }) => headOid === group.headOid);
    if (!suite) throw new Error('no suite');
    expect(checkOf(library, group)).toMatchObject({ status: 'COMPLETED', conclusion: 'SUCCESS' });
    expect(pull.comments).toHaveLength(1);
    const before = runsOn(library, group.headOid).length;
    await rerequestCheckSuite(stage.world, library, suite, grace);
    await stage.settled();
    expect(runsOn(library, group.headOid)).toHaveLength(before + 1);
    expect(checkOf(library, group)).toMatchObject({ status: 'COMPLETED', conclusion: 'SUCCESS' });
  });

  test('what was merged meanwhile counts', async () => {
    const library = await stage.library();
    const ada = await contributor(stage, 'ada', library);
    await ada.push('caching', { [cachingPath]: cachingDraft });
    await ada.push('other', { [batchingPath]: batchingDraft.replace('ML-OPT-007', 'ML-OPT-008') });
    const [first, second] = [await ada.open('caching'), await ada.open('other')];
    await stage.settled();
    expect(await ada.merge(first)).toBe(200);
    await stage.settled();
    const group = await requestMergeGroup(stage.world, library, second, grace);
    await stage.settled();
    expect(checkOf(library, group)?.annotations).toMatchObject([{ title: 'fingerprint-unique' }]);
  });
});

test('when the App is installed, pull requests that are open already are looked at', async () => {
  const library = await stage.library();
  const { installations } = stage.world.state;
  installations.splice(
    installations.findIndex(({ repositoryIds }) => repositoryIds.includes(library.id)),
    1,
  );
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  expect(checkOf(library, pull)).toBeUndefined();
  install(stage.world, stage.app, [library]);
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
});

test('when the App is installed, the index of what is there already is written', async () => {
  const library = await stage.library({ ...emptyLibrary, [cachingPath]: cachingDraft });
  await stage.settled();
  const index = String(await git(library.gitDirectory, ['show', `main:${indexPath}`]));
  expect(index).toContain('Prediction Caching');
});

test('a pull request whose webhook was lost is looked at after the next merge', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  stage.world.faults.deliveries.push({
    times: 1,
    match: ({ event }) => event === 'pull_request',
    kind: 'drop',
  });
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  expect(checkOf(library, pull)).toBeUndefined();
  await ada.push('main', { 'notes.md': 'x\n' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
});

test('a closed pull request is left alone; reopened, it is looked at', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingWrong });
  const pull = await ada.open('caching');
  await stage.settled();
  await editPullRequest(stage.world, library, pull, { state: 'closed' }, grace);
  await ada.push('caching', { [cachingPath]: cachingDraft }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).not.toBe('SUCCESS');
  await editPullRequest(stage.world, library, pull, { state: 'open' }, grace);
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
});

test('while the default branch is broken, nothing goes on saying that all is well; once it is mended, all is as before', async () => {
  const scene = await opened(stage, { [cachingPath]: cachingDraft });
  const { library, pull } = scene;
  const taxonomy = 'patterns/ml/taxonomy.yaml';
  const maintainer = await contributor(stage, 'grace', library);
  const ready = commentOn(pull);
  await maintainer.push('main', { [taxonomy]: 'domain: [' });
  await stage.settled();
  const { reactions, answer } = await say(scene, 'ada', '/patterns recheck');
  expect(checkOf(library, pull)).toMatchObject({
    conclusion: 'ACTION_REQUIRED',
    summary: expect.not.stringContaining('Press **Re-run**'),
  });
  expect(commentOn(pull)).toContain('## ⚠️ Could not be checked — a maintainer’s turn');
  expect(commentOn(pull)).not.toContain('fine to merge');
  expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new']);
  expect(reactions).toContain('CONFUSED');
  expect(answer).toContain('`patterns/ml/taxonomy.yaml` on the default branch cannot be used');
  await maintainer.push('main', { [taxonomy]: emptyLibrary[taxonomy] ?? '' });
  await stage.settled();
  expect(commentOn(pull)).toBe(ready);
  expect(pull.labels).toContain('review:ready');
});

test('the comment names the fix that the suggestion makes', async () => {
  const { pull } = await opened(stage, {
    [cachingPath]: cachingDraft.replace('fingerprint: ML-OPT-008\n', ''),
  });
  expect(pull.reviews[0]?.comments[0]?.body).toContain('fingerprint: ML-OPT-008');
  expect(commentOn(pull)).toContain('Add `fingerprint: ML-OPT-008`.');
});
