import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { requestMergeGroup } from '../../local-github/actions/request-merge-group.ts';
import { git } from '../../local-github/git-store/git-process.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { install } from '../../local-github/setup/installations.ts';
import { checkOf, contributor } from './contributor.ts';
import { openStage, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, indexPath } from './texts.ts';

/** What becomes of things of which no webhook told. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => {
  stage.world.faults.deliveries.length = 0;
});
afterAll(() => stage.close());

const grace = { login: 'grace', kind: 'user' } as const;

/** Loses every webhook while something of each kind happens: opened, pushed to, merged, in a merge queue. */
async function unheard() {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('merged', { [cachingPath]: cachingDraft });
  await ada.push('pushed', { [batchingPath]: 'no front matter\n' });
  const [merged, pushed] = [await ada.open('merged'), await ada.open('pushed')];
  await stage.settled();
  expect(checkOf(library, pushed)?.conclusion).toBe('FAILURE');
  stage.world.faults.deliveries.push({ times: Number.POSITIVE_INFINITY, kind: 'drop', match: () => true });
  expect(await ada.merge(merged)).toBe(200);
  await ada.push('pushed', { [batchingPath]: batchingDraft }, { force: true });
  await ada.push('opened', { 'patterns/ml/optimization/third/README.md': 'neither\n' });
  const opened = await ada.open('opened');
  const group = await requestMergeGroup(stage.world, library, pushed, grace);
  await stage.settled();
  const state = () => ({
    opened: checkOf(library, opened)?.conclusion,
    pushed: checkOf(library, pushed)?.conclusion,
    group: checkOf(library, group)?.conclusion,
  });
  const index = async () =>
    String(await git(library.gitDirectory, ['show', `HEAD:${indexPath}`]).catch(() => 'no index'));
  expect(state()).toEqual({ opened: undefined, pushed: undefined, group: undefined });
  expect(await index()).not.toContain('[Prediction Caching](optimization/prediction-caching/)');
  stage.world.faults.deliveries.length = 0;
  return { state, index };
}

const right = { opened: 'FAILURE', pushed: 'SUCCESS', group: 'SUCCESS' };

test('all webhooks lost for a while: GitHub is asked to send them again', async () => {
  const { state, index } = await unheard();
  expect(await stage.makeGood('redeliver')).toBeGreaterThan(4);
  await stage.settled();
  expect(state()).toEqual(right);
  expect(await index()).toContain('[Prediction Caching](optimization/prediction-caching/)');
  expect(await stage.makeGood('redeliver')).toBe(0);
});

test('and where GitHub has forgotten them, a sweep finds everything, the merge group too', async () => {
  const { state, index } = await unheard();
  stage.world.state.deliveries.length = 0;
  expect(await stage.makeGood('redeliver')).toBe(0);
  expect(await stage.makeGood('sweep')).toBe(stage.world.state.installations.length);
  await stage.settled();
  expect(state()).toEqual(right);
  expect(await index()).toContain('[Prediction Caching](optimization/prediction-caching/)');
});

test('a sweep over what has not changed costs a request for each library, and of a repository without one nothing but the listing', async () => {
  const bare = await Promise.all(
    [1, 2, 3].map(number =>
      addRepository(stage.world, { owner: 'octo', name: `bare-${number}`, files: { 'a.txt': 'a' } }),
    ),
  );
  const installation = install(stage.world, stage.app, bare);
  await stage.settled();
  const sweep = async () => {
    const from = stage.world.requests.length;
    await stage.makeGood('sweep');
    await stage.settled();
    return stage.world.requests.slice(from).filter(({ as }) => as.startsWith('installation:'));
  };
  // What the first one sees, its looks may change: a check, a comment.
  await sweep();
  await sweep();
  const requests = await sweep();
  const names = (of: typeof requests) => of.map(({ operation, path }) => operation ?? path.split('/').at(-1));
  const ofBare = requests.filter(({ as }) => as === `installation:${installation.id}`);
  expect(names(ofBare)).toEqual(['repositories', 'Libraries']);
  const libraries = stage.world.state.installations.length - 1;
  expect(libraries).toBeGreaterThan(0);
  expect(names(requests).sort()).toEqual(
    [
      ...Array.from({ length: libraries + 1 }, () => ['repositories', 'Libraries']).flat(),
      ...Array.from({ length: libraries }, () => 'OpenPullRequests'),
    ].sort(),
  );
});
