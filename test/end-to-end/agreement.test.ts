import { describe, expect } from 'vitest';
import { reviewPullRequest } from '../../local-github/actions/review-pull-request.ts';
import { readmePath } from './benchmarked-pattern.ts';
import { checkOf } from './contributor.ts';
import {
  accepted,
  boxOf,
  commentOn,
  dismiss,
  edit,
  forked,
  opened,
  proposed,
  review,
  say,
  tick,
  tickedIn,
} from './scene.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

/** Whose word counts, for what and until when, where several people and several pull requests are at work. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

/** How often the App has read a pull request. */
const looksAt = ({ world }: Stage): number =>
  world.requests.filter(({ operation }) => operation === 'PullRequestSnapshot').length;

describe('a waiver of one’s own', () => {
  const reason = 'There is only one way in which it fails.';
  /** A pattern with one failure mode, which asks to be excused from naming two. */
  const files = {
    frontMatter: `\nwaivers:\n  - { rule: failure-modes, reason: ${reason} }`,
    as: 'ada',
  };
  const oneMode = accepted.replace(
    /## Failure modes\n[\s\S]*?\n## /,
    '## Failure modes\n\n- **Stale answers after a release.** Entries of the old model are served. Detect it by counting hits by model version.\n\n## ',
  );

  /** The same commit in a pull request of Ada and in one of Mallory, who has a fork. */
  async function twice() {
    const first = await proposed(stage, files);
    const readme = oneMode.replace('personal_data: possible', `personal_data: possible${files.frontMatter}`);
    await first.by.push('caching', { [readmePath]: readme }, { from: 'HEAD' });
    await stage.settled();
    expect(checkOf(first.library, first.pull)?.conclusion).toBe('FAILURE');
    const mallory = await forked(stage, 'mallory', first.library);
    const from = stage.url.replace('://', `://mallory:${stage.user('mallory').token}@`);
    await mallory.git('fetch', '--quiet', `${from}/octo/${first.library.name}.git`, 'caching');
    await mallory.git('push', '--quiet', 'origin', 'FETCH_HEAD:refs/heads/same');
    const pull = await mallory.open('same');
    await stage.settled();
    return { first, second: { ...first, by: mallory, pull } };
  }

  test('is not agreed to through another pull request of the same commit', async () => {
    const { first, second } = await twice();
    const looks = looksAt(stage);
    await review(second, 'ada', 'APPROVE');
    expect(looksAt(stage)).toBeGreaterThan(looks);
    expect(second.pull.reviews.map(({ state }) => state)).toContain('APPROVED');
    expect(checkOf(first.library, first.pull)?.conclusion).toBe('FAILURE');
    expect(await first.by.merge(first.pull)).toBe(405);
  });

  test('is agreed to by somebody else in either, and the check is the same for both', async () => {
    const { first, second } = await twice();
    await review(second, 'grace', 'APPROVE');
    expect(checkOf(first.library, first.pull)?.conclusion).toBe('SUCCESS');
    await say(first, 'ada', '/patterns recheck');
    expect(checkOf(first.library, first.pull)?.conclusion).toBe('SUCCESS');
    expect(commentOn(first.pull)).toContain('to judge');
  });
});

describe('of two people', () => {
  test('a tick outlives the approval of another', async () => {
    const scene = await proposed(stage);
    await tick(scene, 'grace', 'Ethics');
    const id = await review(scene, 'ada', 'APPROVE');
    expect(tickedIn(scene.pull)).toBe(5);
    await dismiss(scene, id);
    expect(boxOf(scene.pull, 'Ethics')).toMatch(/\[x\].*`grace`/);
    expect(boxOf(scene.pull, 'Scalability')).toMatch(
      /\[ \].*open again: the approval of `ada` no longer stands/,
    );
  });

  test('one approval still counts when the other is dismissed', async () => {
    const scene = await proposed(stage);
    const id = await review(scene, 'ada', 'APPROVE');
    await review(scene, 'grace', 'APPROVE');
    await scene.by.push('caching', { [readmePath]: `${accepted}\nMore.\n` }, { from: 'HEAD' });
    await stage.settled();
    expect(tickedIn(scene.pull)).toBe(4);
    await dismiss(scene, id);
    expect(tickedIn(scene.pull)).toBe(4);
  });
});

test('the approval of a machine is nobody’s', async () => {
  const scene = await opened(stage, { [cachingPath]: cachingDraft });
  const { library, pull } = scene;
  library.collaborators.push({ login: 'helper[bot]', permission: 'write' });
  const helper = { login: 'helper[bot]', kind: 'bot' } as const;
  await reviewPullRequest(stage.world, library, pull, { state: 'APPROVED', body: 'ok' }, helper);
  await stage.settled();
  expect(pull.reviews.map(({ state }) => state)).toContain('APPROVED');
  expect(pull.labels).toContain('review:ready');
  expect(pull.labels).not.toContain('review:approved');
  // Of a person, the same review counts.
  await review(scene, 'grace', 'APPROVE');
  expect(pull.labels).toContain('review:approved');
});

test('a line that somebody writes above the comment makes no second one and loses no tick', async () => {
  const scene = await proposed(stage);
  await tick(scene, 'grace', 'Ethics');
  await edit(scene, 'grace', /^/, 'Thanks, I am on it. – grace\n\n');
  expect(scene.pull.comments).toHaveLength(1);
  expect(commentOn(scene.pull)).not.toContain('I am on it');
  expect(boxOf(scene.pull, 'Ethics')).toContain('[x]');
});

test('hundreds of waivers: the comment is there, and says what is wrong with them', async () => {
  const records = Array.from({ length: 600 }, (_, index) => `- {rule: a${index}, reason: b}`).join('\n');
  const { library, pull } = await proposed(stage, { frontMatter: `\nwaivers:\n${records}` });
  expect(checkOf(library, pull)?.conclusion).toBe('FAILURE');
  expect(commentOn(pull)).toContain('`waivers` has 600 items; at most 20 are allowed');
});
