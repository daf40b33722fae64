import { expect } from 'vitest';
import type { PullRequest } from '../../local-github/state.ts';
import { checkOf, contributor } from './contributor.ts';
import { commentOn, opened, review, runsOn, say } from './scene.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong } from './texts.ts';

/** Pull requests that stand on each other or beside each other, and a default branch that moves on. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const filler = Array.from({ length: 40 }, (_, line) => `Line ${line}.\n`).join('\n');

test('two of one head, into two branches: the same is said once, and looking at each again writes nothing', async () => {
  const scene = await opened(stage, { [cachingPath]: cachingDraft });
  const { library, by, pull } = scene;
  await by.git('push', '--quiet', 'origin', 'origin/main:refs/heads/other');
  const second = { ...scene, pull: await by.open('caching', { base: 'other' }) };
  await stage.settled();
  expect(second.pull.headOid).toBe(pull.headOid);
  expect(runsOn(library, pull.headOid)).toHaveLength(1);
  expect(commentOn(second.pull)).toContain('ML-OPT-008');
  expect(commentOn(second.pull)).not.toContain('also taken');
  await review(scene, 'grace', 'APPROVE');
  for (const one of [scene, second]) await say(one, 'ada', '/patterns recheck');
  const before = runsOn(library, pull.headOid).length;
  for (const one of [scene, second]) await say(one, 'ada', '/patterns recheck');
  expect(runsOn(library, pull.headOid)).toHaveLength(before);
});

test('of a stack, none collides with another', async () => {
  const { by, pull } = await opened(stage, { [cachingPath]: cachingDraft });
  await by.push('upper', { [batchingPath]: batchingDraft }, { from: 'HEAD' });
  const upper = await by.open('upper', { base: 'caching' });
  await by.push('top', { 'notes.md': 'x\n' }, { from: 'HEAD' });
  const top = await by.open('top', { base: 'upper' });
  await stage.settled();
  for (const one of [pull, upper, top]) {
    expect(commentOn(one)).toContain('ML-OPT-008');
    expect(commentOn(one)).not.toContain('also taken');
  }
});

test('two that lose one fingerprint to a third are sent to different ones', async () => {
  const { by, pull } = await opened(stage, { [cachingPath]: cachingDraft });
  const losers: PullRequest[] = [];
  for (const name of ['Alpha', 'Beta']) {
    const path = `patterns/ml/optimization/${name.toLowerCase()}-store/README.md`;
    await by.push(name.toLowerCase(), {
      [path]: cachingDraft.replaceAll('Prediction Caching', `${name} Store`),
    });
    losers.push(await by.open(name.toLowerCase()));
  }
  await stage.settled();
  expect(await by.merge(pull)).toBe(200);
  await stage.settled();
  const offered = losers.map(
    ({ reviews }) => /fingerprint: (ML-OPT-\d+)/.exec(reviews.at(-1)?.comments[0]?.body ?? '')?.[1],
  );
  expect(offered).toEqual(['ML-OPT-010', 'ML-OPT-011']);
});

test('what the default branch has mended since is held against nobody whose branch still has it', async () => {
  const wrong = `${cachingWrong}\n${filler}`;
  const library = await stage.library({ ...emptyLibrary, [cachingPath]: wrong });
  const ada = await contributor(stage, 'ada', library);
  await ada.push('better', { [cachingPath]: wrong.replace('Line 39.', 'The last line.') });
  const pull = await ada.open('better');
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  const grace = await contributor(stage, 'grace', library);
  await grace.push('main', { [cachingPath]: `${cachingDraft}\n${filler}` });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(pull.reviews).toHaveLength(0);
  // What the author brings is theirs all the same.
  const worse = wrong.replace('Line 39.', '[gone](../no-such-pattern/README.md)');
  await ada.push('better', { [cachingPath]: worse }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)).toMatchObject({
    conclusion: 'FAILURE',
    title: 'One thing to fix — the author’s turn',
  });
});
