import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editPullRequest } from '../../local-github/actions/edit-pull-request.ts';
import { requestMergeGroup } from '../../local-github/actions/request-merge-group.ts';
import { git } from '../../local-github/git.ts';
import { install } from '../../local-github/setup/installations.ts';
import { checkOf, contributor } from './contributor.ts';
import { emptyLibrary, openStage, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong, indexPath } from './texts.ts';

/** Looks that do not begin with a push to a pull request. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const grace = { login: 'grace', kind: 'user' } as const;

describe('a merge group is checked on its own commit', () => {
  test.each([
    ['good', cachingDraft, 'SUCCESS'],
    ['bad', cachingWrong, 'FAILURE'],
  ])('%s', async (_, text, conclusion) => {
    const library = await stage.library();
    const ada = await contributor(stage, 'ada', library);
    await ada.push('caching', { [cachingPath]: text });
    const pull = await ada.open('caching');
    await stage.settled();
    const group = await requestMergeGroup(stage.world, library, pull, grace);
    await stage.settled();
    expect(checkOf(library, group)).toMatchObject({ status: 'COMPLETED', conclusion });
    expect(pull.comments).toHaveLength(1);
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

describe('a symbolic link is followed nowhere', () => {
  test.each([
    ['in place of a README', cachingPath, '../../../../secrets.md'],
    ['in place of a pattern’s folder', 'patterns/ml/optimization/prediction-caching', '../serving'],
  ])('%s', async (_, path, target) => {
    const library = await stage.library({ ...emptyLibrary, 'secrets.md': '# Secret\n' });
    const ada = await contributor(stage, 'ada', library);
    await ada.push('base', { [join('patterns/ml/optimization/prediction-caching', 'data.csv')]: 'x\n' });
    if (path !== cachingPath) await ada.git('rm', '--quiet', '-r', path);
    mkdirSync(dirname(join(ada.directory, path)), { recursive: true });
    symlinkSync(target, join(ada.directory, path));
    await ada.git('add', '--all');
    await ada.git('commit', '--quiet', '--message', 'Link');
    await ada.git('push', '--quiet', 'origin', 'HEAD:refs/heads/link');
    const pull = await ada.open('link');
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('FAILURE');
    expect(checkOf(library, pull)?.annotations[0]?.path).toBe(path);
  });
});
