import { describe, expect } from 'vitest';
import { failTimes } from '../../local-github/faults.ts';
import { nodeId } from '../../local-github/node-id.ts';
import type { Repository } from '../../local-github/state.ts';
import type { MutationFault } from '../../local-github/world.ts';
import { type Contributor, checkOf } from './contributor.ts';
import { commentOn, opened, runsOn, say } from './scene.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
import { cachingDraft, cachingPath, cachingWrong } from './texts.ts';

/** What GitHub refuses for good costs itself and nothing else: the verdict stands, and what is missing is told. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const refuse = (field: string, fault: Partial<MutationFault> = {}): void =>
  void stage.world.faults.mutations.push({
    times: 100,
    field,
    type: 'UNPROCESSABLE',
    message: 'No.',
    ...fault,
  });

/** A library whose labels are there, so that nothing has to be made. */
async function known(): Promise<{ library: Repository; ada: Contributor }> {
  const { library, by } = await opened(stage, { 'notes.md': 'x\n' });
  addLabels(library, ['ml/optimization', 'pattern:new', 'review:ready', 'review:needs-work']);
  return { library, ada: by };
}

function addLabels({ labels }: Repository, names: readonly string[]): void {
  for (const name of names) {
    const id = 90_000 + labels.length;
    labels.push({ id, nodeId: nodeId('Label', id), name, color: 'ededed', description: '' });
  }
}

const writes = (from: number): string[] =>
  stage.world.requests
    .slice(from)
    .flatMap(({ as, operation }) =>
      as.startsWith('installation:') && /^(?:WriteReview|FinishReview|UpdateCheckRun)$/.test(operation ?? '')
        ? (operation ?? '')
        : [],
    );

describe('labels', () => {
  test('of a pull request that has a hundred: the state comes first, the rest is told, and no look tries again', async () => {
    const { library, ada } = await known();
    await ada.push('full', { [cachingPath]: cachingDraft });
    stage.world.faults.deliveries.push({
      times: 1,
      match: ({ event, action }) => event === 'pull_request' && action === 'opened',
      kind: 'drop',
    });
    const pull = await ada.open('full');
    const many = Array.from({ length: 99 }, (_, index) => `topic-${index}`);
    pull.labels.push(...many);
    addLabels(library, many);
    const scene = { stage, library, by: ada, pull };
    await say(scene, 'ada', '/patterns recheck');
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(pull.labels).toEqual([...many, 'review:ready']);
    expect(commentOn(pull)).toContain('`pattern:new`: left off, because GitHub takes at most 100 labels');
    const from = stage.world.requests.length;
    await say(scene, 'ada', '/patterns recheck');
    expect(runsOn(library, pull.headOid)).toHaveLength(1);
    // The answer to the comment, and nothing of the review.
    expect(writes(from)).toEqual(['WriteReview']);
  });

  test('one that cannot be made: the others are there, the comment says why, and the next look writes nothing', async () => {
    refuse('createLabel', { match: ({ name }) => name === 'pattern:new', message: 'Name is reserved' });
    const scene = await opened(stage, { [cachingPath]: cachingDraft });
    const { library, pull, by } = scene;
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'review:ready']);
    expect(pull.comments).toHaveLength(1);
    expect(commentOn(pull)).toContain(
      '`pattern:new`: left off, because GitHub refuses it: Name is reserved (it would be there because a pattern is new)',
    );
    const from = stage.world.requests.length;
    await stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${pull.number}`, { title: 'Again' });
    await stage.settled();
    expect(writes(from)).toEqual([]);
    // A push is another occasion.
    stage.world.faults.mutations.length = 0;
    await by.push('caching', { [cachingPath]: `${cachingDraft}\nMore.\n` }, { from: 'HEAD' });
    await stage.settled();
    expect(pull.labels).toContain('pattern:new');
    expect(commentOn(pull)).not.toContain('refuses it');
  });

  test('one of several that may not be put on does not keep the others off', async () => {
    const { library, ada } = await known();
    const ready = library.labels.find(({ name }) => name === 'review:ready')?.nodeId ?? '';
    refuse('addLabelsToLabelable', { match: ({ labelIds }) => String(labelIds).includes(ready) });
    await ada.push('some', { [cachingPath]: cachingDraft });
    const pull = await ada.open('some');
    await stage.settled();
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new']);
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(commentOn(pull)).toContain('`review:ready`: left off, because GitHub refuses it: No.');
  });
});

describe('the conversation', () => {
  test('that is locked keeps the check, and nothing is tried that GitHub would refuse', async () => {
    const { library, ada } = await known();
    await ada.push('locked', { [cachingPath]: cachingWrong });
    stage.world.faults.deliveries.push({
      times: 1,
      match: ({ event, action }) => event === 'pull_request' && action === 'opened',
      kind: 'drop',
    });
    const pull = await ada.open('locked');
    await stage.settled();
    pull.locked = true;
    const edited = () =>
      stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${pull.number}`, { title: 'Edited' });
    await edited();
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('FAILURE');
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:needs-work']);
    expect(pull).toMatchObject({ comments: [], reviews: [] });
    pull.locked = false;
    await stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${pull.number}`, { title: 'Open' });
    await stage.settled();
    expect(pull.comments).toHaveLength(1);
    expect(pull.reviews).toHaveLength(1);
  });

  test.each([
    ['the comment', 'addComment'],
    ['the note', 'addPullRequestReview'],
  ])(
    'in which %s is refused: the verdict and the labels stand, and it is no fault of ours',
    async (_, field) => {
      refuse(field, { type: 'FORBIDDEN', message: 'Resource not accessible by integration' });
      const { library, pull } = await opened(stage, { [cachingPath]: cachingWrong });
      expect(checkOf(library, pull)).toMatchObject({
        conclusion: 'FAILURE',
        title: expect.stringContaining('One thing'),
      });
      expect(pull.labels).toContain('review:needs-work');
      expect(runsOn(library, pull.headOid)).toHaveLength(1);
    },
  );

  test('in which a mutation fails for a moment: the queue tries again, and all is there once', async () => {
    refuse('addComment', { times: 1, type: 'UNPROCESSABLE', message: 'was submitted too quickly' });
    const { library, pull } = await opened(stage, { [cachingPath]: cachingDraft });
    expect(pull.comments).toHaveLength(1);
    expect(runsOn(library, pull.headOid)).toHaveLength(1);
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:ready']);
  });
});

describe('many findings', () => {
  const readme = (number: number): string =>
    `---\nfingerprint: ML-OPT-${number}\nname: Pattern ${number}\ncategory: ml/optimization\n---\n\n# Pattern ${number}\n\n## Intent\n\nMany.\n\n${Array.from({ length: 1000 }, (_, index) => `[x](#gone-${index})`).join('\n\n')}\n`;
  const files = Object.fromEntries(
    [501, 502, 503, 504].map(number => [`patterns/ml/optimization/many-${number}/README.md`, readme(number)]),
  );

  test('four thousand: completed at once, five hundred beside their lines, the rest counted by rule', async () => {
    const { library, pull } = await opened(stage, files);
    const run = checkOf(library, pull);
    expect(run).toMatchObject({
      status: 'COMPLETED',
      conclusion: 'FAILURE',
      title: expect.stringContaining('4000'),
    });
    expect(run?.annotations).toHaveLength(500);
    expect(new Set(run?.annotations.map(({ path }) => path)).size).toBe(4);
    expect(run?.summary).toMatch(
      /more findings: `patterns check` lists them all. 3500 of them are not shown/,
    );
    expect(run?.summary).toMatch(/\[`links`\]\(.*\): \d{4}/);
    expect(runsOn(library, pull.headOid)).toHaveLength(1);
    expect(commentOn(pull)).toContain('more, see the check run');
  });

  test('where adding them breaks off: the verdict is there, and the next attempt goes on where it was', async () => {
    failTimes(stage.world, 1, { operation: 'UpdateCheckRun' }, { kind: 'status', status: 502 }, 'after');
    failTimes(stage.world, 1, { operation: 'UpdateCheckRun' }, { kind: 'status', status: 502 });
    const { library, pull } = await opened(stage, files);
    expect(runsOn(library, pull.headOid)).toHaveLength(1);
    const lines = checkOf(library, pull)?.annotations.map(({ path, startLine }) => `${path}:${startLine}`);
    expect(lines).toHaveLength(500);
    expect(new Set(lines).size).toBe(500);
  });

  test('where adding them never succeeds, the verdict stands all the same', async () => {
    failTimes(stage.world, 100, { operation: 'UpdateCheckRun' }, { kind: 'status', status: 502 });
    const { library, pull } = await opened(stage, files);
    expect(checkOf(library, pull)).toMatchObject({ status: 'COMPLETED', conclusion: 'FAILURE' });
    expect(checkOf(library, pull)?.title).toContain('4000 things to fix');
  });
});
