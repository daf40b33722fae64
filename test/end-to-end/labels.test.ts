import { expect } from 'vitest';
import { checkOf } from './contributor.ts';
import { commentOn, opened, type Scene } from './scene.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { cachingDraft, cachingPath, cachingWrong } from './texts.ts';

/** People have the last word on labels, and may delete one altogether. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

async function takeOff({ library, pull }: Scene, as: string, label: string): Promise<void> {
  const path = `/repos/octo/${library.name}/issues/${pull.number}/labels/${encodeURIComponent(label)}`;
  await stage.api(as, 'DELETE', path);
  await stage.settled();
}

async function putOn({ library, pull }: Scene, as: string, label: string): Promise<void> {
  const path = `/repos/octo/${library.name}/issues/${pull.number}/labels`;
  await stage.api(as, 'POST', path, { labels: [label] });
  await stage.settled();
}

async function push({ by }: Scene, text: string): Promise<void> {
  await by.push('caching', { [cachingPath]: text }, { from: 'HEAD' });
  await stage.settled();
}

test('one that is deleted in the repository stops no review, and comes back with the next', async () => {
  const scene = await opened(stage, { [cachingPath]: cachingWrong });
  const { library, pull } = scene;
  await stage.api(
    'grace',
    'DELETE',
    `/repos/octo/${library.name}/labels/${encodeURIComponent('pattern:new')}`,
  );
  expect(pull.labels).not.toContain('pattern:new');
  await push(scene, cachingDraft);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentOn(pull)).toContain(`Checked \`${pull.headOid.slice(0, 7)}\``);
  expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:ready']);
});

test('one that a person took off stays off, however the repository spells it', async () => {
  const scene = await opened(stage, { [cachingPath]: cachingWrong });
  const { library, pull } = scene;
  const label = library.labels.find(({ name }) => name === 'pattern:new');
  if (label) label.name = 'Pattern:New';
  pull.labels = pull.labels.map(name => (name === 'pattern:new' ? 'Pattern:New' : name));
  pull.timeline = pull.timeline.filter(({ label }) => label !== 'pattern:new');
  await takeOff(scene, 'grace', 'Pattern:New');
  await push(scene, cachingDraft);
  expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'review:ready']);
  expect(commentOn(pull)).toContain('left off, because grace took it off');
});

test('of the state, a person’s act stands until the state changes; the author’s does not', async () => {
  const scene = await opened(stage, { [cachingPath]: cachingDraft });
  const { pull } = scene;
  await takeOff(scene, 'ada', 'review:ready');
  expect(pull.labels).toContain('review:ready');
  await takeOff(scene, 'grace', 'review:ready');
  expect(pull.labels).not.toContain('review:ready');
  await push(scene, cachingWrong);
  expect(pull.labels).toContain('review:needs-work');
  await push(scene, cachingDraft);
  expect(pull.labels).toContain('review:ready');
  await putOn(scene, 'grace', 'review:approved');
  expect(pull.labels).toContain('review:approved');
  expect(commentOn(pull)).toContain('left there, because grace put it on');
  await push(scene, cachingWrong);
  expect(pull.labels.filter(name => name.startsWith('review:'))).toEqual(['review:needs-work']);
});
