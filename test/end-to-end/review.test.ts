import { describe, expect } from 'vitest';
import { checkOf, commentsOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import { checkName, emptyLibrary, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong } from './texts.ts';

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

describe('a new pattern', () => {
  test('with a fault: the check fails at the line, one comment, labels; the fix turns all of it', async () => {
    const library = await stage.library();
    const ada = await contributor(stage, 'ada', library);
    await ada.push('caching', { [cachingPath]: cachingWrong });
    const pull = await ada.open('caching');
    await stage.settled();
    expect(checkOf(library, pull)).toMatchObject({
      name: checkName,
      status: 'COMPLETED',
      conclusion: 'FAILURE',
    });
    expect(checkOf(library, pull)?.annotations).toMatchObject([
      { path: cachingPath, startLine: 4, startColumn: 11, level: 'FAILURE', title: 'category' },
    ]);
    expect(commentsOf(pull)).toHaveLength(1);
    expect(commentsOf(pull)[0]).toContain('the author’s turn');
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:needs-work']);
    expect(library.labels.find(label => label.name === 'ml/optimization')).toMatchObject({ color: 'f5e663' });
    expect(await ada.merge(pull)).toBe(405);

    await ada.push('caching', { [cachingPath]: cachingDraft }, { from: 'HEAD' });
    await stage.settled();
    expect(checkOf(library, pull)).toMatchObject({ conclusion: 'SUCCESS', annotations: [] });
    expect(commentsOf(pull)).toHaveLength(1);
    expect(commentsOf(pull)[0]).toContain('A draft, fine to merge as one');
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:ready']);
    expect(await ada.merge(pull)).toBe(200);
  });
});

test('a fork is reviewed like everybody else, though the App cannot see it', async () => {
  const library = await stage.library();
  const { body } = await stage.api('mallory', 'POST', `/repos/octo/${library.name}/forks`);
  const fork = stage.world.state.repositories.find(({ id }) => id === body?.id);
  if (!fork) throw new Error('there is no fork');
  const mallory = await contributor(stage, 'mallory', library, fork);
  await mallory.push('caching', { [cachingPath]: cachingWrong });
  const pull = await mallory.open('caching');
  await stage.settled();
  expect(checkOf(library, pull)).toMatchObject({ conclusion: 'FAILURE' });
  await mallory.push('caching', { [cachingPath]: cachingDraft }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)).toHaveLength(1);
});

test('after a force-push the answer is about the new head', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingWrong });
  const pull = await ada.open('caching');
  await stage.settled();
  const before = pull.headOid;
  await ada.push('caching', { [batchingPath]: batchingDraft }, { force: true });
  await stage.settled();
  expect(pull.headOid).not.toBe(before);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)[0]).toContain(pull.headOid.slice(0, 7));
  expect(commentsOf(pull)[0]).toContain('`ML-OPT-007`');
  expect(commentsOf(pull)[0]).not.toContain('`ML-OPT-008`');
});

test('two pull requests with one fingerprint: when one is merged, the other turns red', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  await ada.push('other', { [batchingPath]: batchingDraft.replace('ML-OPT-007', 'ML-OPT-008') });
  const [first, second] = [await ada.open('caching'), await ada.open('other')];
  await stage.settled();
  expect([checkOf(library, first)?.conclusion, checkOf(library, second)?.conclusion]).toEqual([
    'SUCCESS',
    'SUCCESS',
  ]);
  expect(await ada.merge(first)).toBe(200);
  await stage.settled();
  expect(checkOf(library, second)?.annotations).toMatchObject([{ title: 'fingerprint-unique' }]);
  expect(checkOf(library, second)?.annotations[0]?.message).toContain(
    'The taxonomy keeps `ML-OPT-007` for a pattern of this name',
  );
  expect(await ada.merge(second)).toBe(405);
});

test('the re-run button looks again and answers again', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  const run = checkOf(library, pull);
  await stage.api('ada', 'POST', `/repos/octo/${library.name}/check-runs/${run?.id}/rerequest`);
  await stage.settled();
  expect(checkOf(library, pull)?.id).not.toBe(run?.id);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)).toHaveLength(1);
});

test('a fingerprint cannot be changed by renaming the folder with it', async () => {
  const library = await stage.library({ ...emptyLibrary, [cachingPath]: cachingDraft });
  const ada = await contributor(stage, 'ada', library);
  const moved = cachingDraft.replace('ML-OPT-008', 'ML-OPT-010');
  await ada.push('sly', {
    [cachingPath]: null,
    [cachingPath.replace('prediction-caching', 'caching')]: moved,
  });
  const pull = await ada.open('sly');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ title: 'removed-retired' }]);
});

test('a new domain whose taxonomy cannot be used is its author’s to mend', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('nlp', { 'patterns/nlp/taxonomy.yaml': 'domain: nlp\n' });
  const pull = await ada.open('nlp');
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('FAILURE');
  expect(checkOf(library, pull)?.annotations[0]).toMatchObject({
    path: 'patterns/nlp/taxonomy.yaml',
    title: 'taxonomy',
  });
});
