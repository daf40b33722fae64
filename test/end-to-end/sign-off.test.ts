import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import { benchLibrary, benchmarked, readmePath } from './benchmarked-pattern.ts';
import { type Contributor, checkOf, commentsOf, contributor } from './contributor.ts';
import { openStage, type Stage } from './stage.ts';

/** What people agree to: by ticks in the comment and by reviews, through REST as a browser would send it. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const taxonomyPath = 'patterns/ml/taxonomy.yaml';
/** What the specification names under the topic is not what is looked at here. */
const taxonomy = (benchLibrary[taxonomyPath] ?? '').replace(', "30-50%", "100x for hits"]', ']');

type Scene = { library: Repository; ada: Contributor; pull: PullRequest };

async function proposed(): Promise<Scene> {
  const library = await stage.library({ ...benchLibrary, [taxonomyPath]: taxonomy });
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', benchmarked);
  const pull = await ada.open('caching');
  await stage.settled();
  return { library, ada, pull };
}

const body = (pull: PullRequest): string => commentsOf(pull)[0] ?? '';
const open = (pull: PullRequest): number => body(pull).match(/^- \[ \]/gm)?.length ?? 0;

/** Ticks boxes (all, or those of a metric) by editing the comment. */
async function tick(as: string, { library, pull }: Scene, metric = ''): Promise<void> {
  const text = body(pull).replace(new RegExp(`^- \\[ \\](?= \\*\\*${metric})`, 'gm'), '- [x]');
  const path = `/repos/octo/${library.name}/issues/comments/${pull.comments[0]?.id}`;
  await stage.api(as, 'PATCH', path, { body: text });
  await stage.settled();
}

async function review(as: string, { library, pull }: Scene, event: string): Promise<void> {
  const path = `/repos/octo/${library.name}/pulls/${pull.number}/reviews`;
  await stage.api(as, 'POST', path, { event, body: 'Looked at it.' });
  await stage.settled();
}

describe('ticks', () => {
  test('by a maintainer count one by one; the last one approves, and people are told', async () => {
    const scene = await proposed();
    const { pull } = scene;
    const all = open(pull);
    expect(all).toBeGreaterThan(2);
    await tick('grace', scene, 'Ethics');
    expect(open(pull)).toBe(all - 1);
    expect(body(pull)).toMatch(/- \[x\] \*\*Ethics\*\*.*`grace`/);
    expect(pull.labels).toContain('review:ready');
    expect(pull.reviews).toHaveLength(0);
    await tick('grace', scene);
    expect(body(pull)).toContain('## ✅ Approved');
    expect(pull.labels).toContain('review:approved');
    expect(pull.reviews.map(({ body }) => body)).toEqual([expect.stringContaining('Approved')]);
    expect(commentsOf(pull)).toHaveLength(1);
  });

  test('by the author are taken back with a sentence', async () => {
    const scene = await proposed();
    const all = open(scene.pull);
    await tick('ada', scene, 'Ethics');
    expect(open(scene.pull)).toBe(all);
    expect(body(scene.pull)).toContain('nobody signs off their own work');
  });

  test('survive a push that does not touch what they judge; another opens them and says why', async () => {
    const scene = await proposed();
    const { ada, pull } = scene;
    await tick('grace', scene);
    const readme = benchmarked[readmePath] ?? '';
    const ethics = readme.replace('## Ethics and fairness\n', '## Ethics and fairness\n\nA sentence more.\n');
    expect(ethics).not.toBe(readme);
    await ada.push('caching', { [readmePath]: ethics }, { from: 'HEAD' });
    await stage.settled();
    expect(body(pull)).toMatch(/- \[ \] \*\*Ethics\*\*.*open again: it has changed since `grace` agreed/);
    expect(body(pull)).toMatch(/- \[x\] \*\*Scalability\*\*/);
    expect(pull.labels).toContain('review:ready');
  });

  test('made while the App writes are not lost', async () => {
    const scene = await proposed();
    const { ada, pull, library } = scene;
    const before = body(pull);
    await ada.push('caching', { [readmePath]: `${benchmarked[readmePath]}\nMore.\n` }, { from: 'HEAD' });
    // As if the tick had come between reading and writing: the App's next text does not have it.
    await stage.settled();
    const after = body(pull);
    expect(after).not.toBe(before);
    const path = `/repos/octo/${library.name}/issues/comments/${pull.comments[0]?.id}`;
    const ticked = after.replace(/^- \[ \](?= \*\*Scalability)/m, '- [x]');
    await Promise.all([
      stage.api('grace', 'PATCH', path, { body: ticked }),
      ada.push('caching', { [readmePath]: `${benchmarked[readmePath]}\nStill more.\n` }, { from: 'HEAD' }),
    ]);
    await stage.settled();
    expect(body(pull)).toMatch(/- \[x\] \*\*Scalability\*\*.*`grace`/);
  });
});

describe('reviews', () => {
  test('an approval agrees to all; changes requested take it back', async () => {
    const scene = await proposed();
    const { pull } = scene;
    await review('grace', scene, 'APPROVE');
    expect(open(pull)).toBe(0);
    expect(pull.labels).toContain('review:approved');
    await review('grace', scene, 'REQUEST_CHANGES');
    expect(open(pull)).toBeGreaterThan(2);
    expect(pull.labels).toContain('review:needs-work');
  });

  test('an approval by somebody without write access agrees to nothing', async () => {
    const scene = await proposed();
    const all = open(scene.pull);
    await review('mallory', scene, 'APPROVE');
    expect(open(scene.pull)).toBe(all);
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
  expect(body(pull)).toContain('mark the pull request as ready for review');
  expect(pull.labels.filter(name => name.startsWith('review:'))).toEqual([]);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  await mutate('markPullRequestReadyForReview');
  await stage.settled();
  expect(pull.labels).toContain('review:ready');
});
