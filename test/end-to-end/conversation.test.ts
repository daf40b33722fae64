import { describe, expect } from 'vitest';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import { redeliver } from '../../local-github/webhooks/emit.ts';
import { type Contributor, checkOf, commentsOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong } from './texts.ts';

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

type Scene = { library: Repository; ada: Contributor; pull: PullRequest };

async function opened(files: Record<string, string>): Promise<Scene> {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', files);
  const pull = await ada.open('caching');
  await stage.settled();
  return { library, ada, pull };
}

async function say(as: string, { library, pull }: Scene, body: string) {
  const path = `/repos/octo/${library.name}/issues/${pull.number}/comments`;
  await stage.api(as, 'POST', path, { body });
  await stage.settled();
  return pull.comments.find(comment => comment.body === body);
}

const reactions = (comment: PullRequest['comments'][number] | undefined): string[] =>
  (comment?.reactions ?? []).map(({ content }) => content);
const answers = (pull: PullRequest): string[] =>
  commentsOf(pull).filter(body => body.startsWith('<!-- pattern-librarian:answer'));

describe('suggestions', () => {
  test('come once, with the first verdict; when they are followed they are folded away', async () => {
    const scene = await opened({ [cachingPath]: cachingWrong });
    const { ada, pull } = scene;
    expect(pull.reviews).toHaveLength(1);
    const [note] = pull.reviews;
    expect(note?.comments?.map(({ path, line }) => [path, line])).toEqual([[cachingPath, 4]]);
    expect(note?.comments?.[0]?.body).toContain('```suggestion\ncategory: ml/optimization\n```');
    await ada.push('caching', { [cachingPath]: `${cachingWrong}\nMore.\n` }, { from: 'HEAD' });
    await stage.settled();
    expect(pull.reviews).toHaveLength(1);
    await ada.push('caching', { [cachingPath]: cachingDraft }, { from: 'HEAD' });
    await stage.settled();
    // The change of state is told, and what was suggested is no news any more.
    expect(pull.reviews.map(({ body }) => body)[1]).toContain('A draft, fine to merge as one');
    expect(pull.reviews[0]?.comments?.[0]?.minimizedReason).toBeDefined();
    expect(pull.reviews[0]?.minimizedReason).toBeDefined();
    expect(pull.reviews[1]?.minimizedReason).toBeUndefined();
  });

  test('on a changed file only where the diff shows the line; the fix stays in the annotation', async () => {
    const filler = Array.from({ length: 40 }, (_, index) => `Line ${index}.\n`).join('\n');
    const present = `${cachingWrong}\n${filler}`;
    const library = await stage.library({
      ...emptyLibrary,
      [cachingPath]: present.replace('optimisation', 'optimization'),
    });
    const ada = await contributor(stage, 'ada', library);
    await ada.push('far', {
      [cachingPath]: present.replace('optimisation', 'optimization').replace('Line 39.', 'The last line.'),
    });
    const pull = await ada.open('far');
    await stage.settled();
    expect(pull.reviews).toHaveLength(0);
    await ada.push('far', { [cachingPath]: present }, { from: 'HEAD' });
    await stage.settled();
    const [note] = pull.reviews;
    expect(note?.comments?.map(({ line }) => line)).toEqual([4]);
    expect(checkOf(library, pull)?.annotations[0]?.message).toContain('Write: ml/optimization');
  });
});

describe('commands', () => {
  test('recheck: heard, done; once', async () => {
    const scene = await opened({ [cachingPath]: cachingDraft });
    const comment = await say('ada', scene, 'Please:\n\n/patterns recheck');
    expect(reactions(comment).toSorted()).toEqual(['EYES', 'THUMBS_UP']);
    const count = scene.pull.comments.length;
    for (const delivery of stage.world.state.deliveries
      .filter(({ event }) => event === 'issue_comment')
      .slice(-3))
      redeliver(stage.world, delivery.id);
    await stage.settled();
    expect(scene.pull.comments).toHaveLength(count);
  });

  test('by somebody who may not: 😕 and one sentence that says who may', async () => {
    const scene = await opened({ [cachingPath]: cachingDraft });
    const comment = await say('mallory', scene, '/patterns recheck');
    expect(reactions(comment)).toContain('CONFUSED');
    expect(answers(scene.pull)).toEqual([expect.stringContaining('people with write access')]);
  });

  test('quoted, in code, edited or by a machine: not heard', async () => {
    const scene = await opened({ [cachingPath]: cachingDraft });
    for (const body of [
      '> /patterns recheck',
      '`/patterns recheck`',
      '```\n/patterns help\n```',
      '<!--\n/patterns help\n-->',
    ])
      expect(reactions(await say('ada', scene, body))).toEqual([]);
    expect(answers(scene.pull)).toEqual([]);
  });

  test('help and waive answer once, and their answers trigger nothing', async () => {
    const scene = await opened({ [cachingPath]: cachingDraft });
    await say('ada', scene, '/patterns help');
    await say('ada', scene, '/patterns waive benchmark No device of this kind is available.');
    expect(answers(scene.pull)).toHaveLength(2);
    expect(answers(scene.pull)[1]).toContain('waivers:');
    await say('ada', scene, '/patterns recheck');
    expect(answers(scene.pull)).toHaveLength(2);
  });
});

describe('collisions', () => {
  test('are named on both, and forgotten when one is closed', async () => {
    const { library, ada, pull: first } = await opened({ [cachingPath]: cachingDraft });
    await ada.push('other', { [batchingPath]: batchingDraft.replace('ML-OPT-007', 'ML-OPT-008') });
    const second = await ada.open('other');
    await stage.settled();
    expect(commentsOf(second)[0]).toContain(`\`#${first.number}\``);
    expect(commentsOf(first)[0]).toContain(`\`#${second.number}\``);
    await stage.api('ada', 'PATCH', `/repos/octo/${library.name}/pulls/${second.number}`, {
      state: 'closed',
    });
    await stage.settled();
    expect(commentsOf(first)[0]).not.toContain(`\`#${second.number}\``);
  });

  test('when one is merged, the other is told the next free fingerprint, with a suggestion', async () => {
    const { ada, pull: first } = await opened({ [cachingPath]: cachingDraft });
    await ada.push('other', {
      [batchingPath]: batchingDraft
        .replace('ML-OPT-007', 'ML-OPT-008')
        .replace('name: Dynamic Batching', 'name: Something Else'),
    });
    const second = await ada.open('other');
    await stage.settled();
    expect(await ada.merge(first)).toBe(200);
    await stage.settled();
    const note = second.reviews.at(-1);
    expect(note?.body).toContain('One thing to fix');
    expect(note?.comments?.[0]?.body).toMatch(/```suggestion\nfingerprint: ML-OPT-\d{3}\n```/);
  });
});

test('two pull requests of one head say the same of it once, and come to rest', async () => {
  const { library, ada, pull } = await opened({ [cachingPath]: cachingDraft });
  await ada.git('push', '--quiet', 'origin', 'origin/main:refs/heads/other');
  const second = await ada.open('caching', { base: 'other' });
  await stage.settled();
  expect(second.headOid).toBe(pull.headOid);
  const runs = library.checkSuites.flatMap(suite => (suite.headOid === pull.headOid ? suite.runs : []));
  expect(runs).toHaveLength(1);
  expect(commentsOf(second)[0]).not.toContain('also taken');
});

test('a problem that the default branch has already is told apart and holds nobody up', async () => {
  const library = await stage.library({
    ...emptyLibrary,
    [cachingPath]: cachingWrong,
  });
  const ada = await contributor(stage, 'ada', library);
  await ada.push('better', { [cachingPath]: `${cachingWrong}\nMore is said.\n` });
  const pull = await ada.open('better');
  await stage.settled();
  expect(checkOf(library, pull)).toMatchObject({ conclusion: 'SUCCESS', annotations: [] });
  expect(commentsOf(pull)[0]).toContain('Already on the default branch, not this pull request’s doing (1)');
});

test('what comes with a change of the taxonomy is said to be new because of the rules', async () => {
  const { library, ada, pull } = await opened({ [cachingPath]: cachingDraft });
  const taxonomy = emptyLibrary['patterns/ml/taxonomy.yaml'] ?? '';
  await ada.push('main', {
    'patterns/ml/taxonomy.yaml': taxonomy.replace('retired: []', 'retired: [ML-OPT-008]'),
  });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('FAILURE');
  expect(commentsOf(pull)[0]).toContain('New because the library’s rules have changed, not because of you');
});
