import { describe, expect } from 'vitest';
import type { PullRequest } from '../../local-github/state.ts';
import { benchmarked, readmePath } from './benchmarked-pattern.ts';
import { checkOf, commentsOf } from './contributor.ts';
import { commentOn, proposed as proposedOn, type Scene, tick } from './scene.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';

/** What people agree to: by ticks in the comment and by reviews, through REST as a browser would send it. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const proposed = (): Promise<Scene> => proposedOn(stage, { as: 'ada' });
const open = (pull: PullRequest): number => commentOn(pull).match(/^- \[ \]/gm)?.length ?? 0;

describe('ticks', () => {
  test('by a maintainer count one by one; the last one approves, and people are told', async () => {
    const scene = await proposed();
    const { pull } = scene;
    const all = open(pull);
    expect(all).toBeGreaterThan(2);
    await tick(scene, 'grace', 'Ethics');
    expect(open(pull)).toBe(all - 1);
    expect(commentOn(pull)).toMatch(/- \[x\] \*\*Ethics\*\*.*`grace`/);
    expect(pull.labels).toContain('review:ready');
    expect(pull.reviews).toHaveLength(0);
    await tick(scene, 'grace');
    expect(commentOn(pull)).toContain('## ✅ Approved');
    expect(pull.labels).toContain('review:approved');
    expect(pull.reviews.map(({ body }) => body)).toEqual([expect.stringContaining('Approved')]);
    expect(commentsOf(pull)).toHaveLength(1);
  });

  test('made while the App writes are not lost', async () => {
    const scene = await proposed();
    const { by: ada, pull, library } = scene;
    const before = commentOn(pull);
    await ada.push('caching', { [readmePath]: `${benchmarked[readmePath]}\nMore.\n` }, { from: 'HEAD' });
    // As if the tick had come between reading and writing: the App's next text does not have it.
    await stage.settled();
    const after = commentOn(pull);
    expect(after).not.toBe(before);
    const path = `/repos/octo/${library.name}/issues/comments/${pull.comments[0]?.id}`;
    const ticked = after.replace(/^- \[ \](?= \*\*Scalability)/m, '- [x]');
    await Promise.all([
      stage.api('grace', 'PATCH', path, { body: ticked }),
      ada.push('caching', { [readmePath]: `${benchmarked[readmePath]}\nStill more.\n` }, { from: 'HEAD' }),
    ]);
    await stage.settled();
    expect(commentOn(pull)).toMatch(/- \[x\] \*\*Scalability\*\*.*`grace`/);
  });
});

test('a pull request that is a draft waits for its author, and for a reviewer once it is ready', async () => {
  const { library, pull } = await proposed();
  const id = pull.nodeId;
  const mutate = (name: string) =>
    stage.api('ada', 'POST', '/../graphql', {
      query: `mutation { ${name}(input: { pullRequestId: "${id}" }) { clientMutationId } }`,
    });
  await mutate('convertPullRequestToDraft');
  await stage.settled();
  expect(commentOn(pull)).toContain('mark the pull request as ready for review');
  expect(pull.labels.filter(name => name.startsWith('review:'))).toEqual([]);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  await mutate('markPullRequestReadyForReview');
  await stage.settled();
  expect(pull.labels).toContain('review:ready');
});
