import { expect } from 'vitest';
import { checkOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong, indexPath } from './texts.ts';

/** Ways to get a green check that is not deserved. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

test('the branch on which the App proposes the index excuses nobody', async () => {
  const library = await stage.library(emptyLibrary, { protection: { restrictPushes: true, bypassApps: [] } });
  await stage.settled();
  const [proposal] = library.pullRequests;
  if (!proposal) throw new Error('the index was not proposed');
  expect(checkOf(library, proposal)?.conclusion).toBe('SUCCESS');
  const ada = await contributor(stage, 'ada', library);
  await ada.push(
    'pattern-librarian/index',
    { [cachingPath]: 'no front matter\n', [indexPath]: 'mine\n' },
    { from: 'origin/pattern-librarian/index' },
  );
  await stage.settled();
  expect(
    checkOf(library, proposal)
      ?.annotations.map(({ title }) => title)
      .toSorted(),
  ).toEqual(['front-matter', 'generated-index']);
});

test('a second pull request of the same commit into another branch turns nothing green', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('high', { [cachingPath]: cachingWrong });
  await ada.push('low', { 'notes.md': 'x\n' });
  const [high, stacked] = [await ada.open('high'), await ada.open('high', { base: 'low' })];
  await stage.settled();
  expect(stacked.headOid).toBe(high.headOid);
  expect(checkOf(library, high)?.conclusion).toBe('FAILURE');
  expect(await ada.merge(high)).toBe(405);
});

test('fingerprints are compared with the tree, however old the index is', async () => {
  const library = await stage.library(emptyLibrary, { protection: { restrictPushes: true, bypassApps: [] } });
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  await ada.push('early', { [batchingPath]: batchingDraft.replace('ML-OPT-007', 'ML-OPT-008') });
  const [first, early] = [await ada.open('caching'), await ada.open('early')];
  await stage.settled();
  expect(await ada.merge(first)).toBe(200);
  await stage.settled();
  await ada.push('late', { [batchingPath]: batchingDraft.replace('ML-OPT-007', 'ML-OPT-008') });
  const late = await ada.open('late');
  await stage.settled();
  for (const pull of [early, late])
    expect(checkOf(library, pull)?.annotations.filter(({ level }) => level === 'FAILURE')).toMatchObject([
      { title: 'fingerprint-unique' },
    ]);
});

test('a taxonomy that would break a pattern is refused', async () => {
  const library = await stage.library({ ...emptyLibrary, [cachingPath]: cachingDraft });
  const ada = await contributor(stage, 'ada', library);
  const text = (emptyLibrary['patterns/ml/taxonomy.yaml'] ?? '')
    .replace('areas: [OPT]', 'areas: [OPTI]')
    .replaceAll('ML-OPT-', 'ML-OPTI-');
  await ada.push('rename', { 'patterns/ml/taxonomy.yaml': text });
  const pull = await ada.open('rename');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ title: 'taxonomy' }]);
  expect(checkOf(library, pull)?.annotations[0]?.message).toContain('ML-OPT-008');
});

test('a label that people use in a namespace of ours stays theirs', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('docs', { 'docs/notes.md': 'x\n' });
  const pull = await ada.open('docs');
  await stage.settled();
  await stage.api('grace', 'POST', `/repos/octo/${library.name}/issues/${pull.number}/labels`, {
    labels: ['review:security'],
  });
  await ada.push('docs', { 'docs/notes.md': 'y\n' }, { from: 'HEAD' });
  await stage.settled();
  expect(pull.labels).toEqual(['review:security']);
});
