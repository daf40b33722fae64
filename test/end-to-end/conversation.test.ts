import { describe, expect } from 'vitest';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import { redeliver } from '../../local-github/webhooks/emit.ts';
import { type Contributor, commentsOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import type { Stage } from './stage.ts';
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
});
