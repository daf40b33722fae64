import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { requestMergeGroup } from '../../local-github/actions/request-merge-group.ts';
import { failTimes, rateLimited } from '../../local-github/faults.ts';
import { archive } from '../../local-github/setup/change-repository.ts';
import { suspend, uninstall } from '../../local-github/setup/installations.ts';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import { openExaminer } from '../../src/examiner/open-examiner.ts';
import { type Contributor, checkOf, commentsOf, contributor } from './contributor.ts';
import { openStage, type Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
afterEach(() => {
  stage.world.faults.api.length = 0;
  stage.world.faults.deliveries.length = 0;
});

async function opened(
  files: Record<string, string> = { [cachingPath]: cachingDraft },
): Promise<{ library: Repository; ada: Contributor; pull: PullRequest }> {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', files);
  return { library, ada, pull: await ada.open('caching') };
}

test('a file that is slow to parse on purpose fails the check, at the file, and stops the merge', async () => {
  const { library, ada, pull } = await opened({ [cachingPath]: '*_'.repeat(9_500) });
  await stage.settled();
  expect(checkOf(library, pull)).toMatchObject({ conclusion: 'FAILURE' });
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ path: cachingPath, title: 'readable' }]);
  expect(await ada.merge(pull)).toBe(405);
});

describe('a fault of ours', () => {
  test('that stays: “could not check”, which blocks the merge and blames nobody; the re-run button repairs it', async () => {
    failTimes(stage.world, 50, { operation: 'Contents' }, { kind: 'status', status: 500 });
    const { library, ada, pull } = await opened();
    await stage.settled();
    expect(checkOf(library, pull)).toMatchObject({
      conclusion: 'ACTION_REQUIRED',
      title: 'Could not check, our fault; re-run',
    });
    expect(commentsOf(pull)).toEqual([]);
    expect(await ada.merge(pull)).toBe(405);
    stage.world.faults.api.length = 0;
    await stage.api(
      'ada',
      'POST',
      `/repos/octo/${library.name}/check-runs/${checkOf(library, pull)?.id}/rerequest`,
    );
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(await ada.merge(pull)).toBe(200);
  });

  test('after a review: neither comment nor label goes on saying that all is well, until it is repaired', async () => {
    const { library, ada, pull } = await opened();
    await stage.settled();
    expect(pull.labels).toContain('review:ready');
    failTimes(stage.world, 50, { operation: 'Contents' }, { kind: 'status', status: 500 });
    await ada.push('caching', { [cachingPath]: `${cachingDraft}\nMore.\n` }, { from: 'HEAD' });
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('ACTION_REQUIRED');
    expect(commentsOf(pull)).toEqual([expect.stringContaining('## ⚠️ Could not be checked, our fault')]);
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new']);
    stage.world.faults.api.length = 0;
    const path = `/repos/octo/${library.name}/check-runs/${checkOf(library, pull)?.id}/rerequest`;
    await stage.api('ada', 'POST', path);
    await stage.settled();
    expect(commentsOf(pull)).toEqual([expect.stringContaining('fine to merge')]);
    expect(pull.labels).toContain('review:ready');
  });

  test('that passes: nobody sees it', async () => {
    failTimes(stage.world, 1, { operation: 'PullRequestSnapshot' }, { kind: 'hang-up' });
    const { library, pull } = await opened();
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(commentsOf(pull)).toHaveLength(1);
  });

  test.each([
    ['before it is carried out', 'before'],
    ['after it was carried out', 'after'],
  ] as const)('the writing breaks off %s: one comment, right labels', async (_, when) => {
    failTimes(stage.world, 1, { operation: 'WriteReview' }, { kind: 'status', status: 502 }, when);
    const { library, pull } = await opened();
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(commentsOf(pull)).toHaveLength(1);
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:ready']);
    expect(library.checkSuites.flatMap(suite => suite.runs)).toHaveLength(1);
  });

  test('GitHub’s limit is waited for, and costs no attempt', async () => {
    failTimes(stage.world, 4, { operation: 'Contents' }, rateLimited(403, 1));
    const { library, pull } = await opened();
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  });

  test('an error that GraphQL tells under status 200 is an error', async () => {
    failTimes(
      stage.world,
      1,
      { operation: 'WriteReview' },
      { kind: 'graphql-error', type: 'INTERNAL', message: 'Something went wrong' },
    );
    const { library, pull } = await opened();
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(commentsOf(pull)).toHaveLength(1);
  });
});

test('a webhook that comes twice, late and out of order ends the same', async () => {
  stage.world.faults.deliveries.push(
    { times: 3, match: () => true, kind: 'repeat' },
    { times: 2, match: ({ event }) => event === 'pull_request', kind: 'delay', milliseconds: 300 },
  );
  const { library, ada, pull } = await opened();
  await ada.push('caching', { [cachingPath]: `${cachingDraft}\nMore.\n` }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)).toHaveLength(1);
  expect(commentsOf(pull)[0]).toContain(pull.headOid.slice(0, 7));
});

test('a marker in somebody else’s comment captures nothing', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const path = `/repos/octo/${library.name}`;
  const { body } = await stage.api('ada', 'POST', `${path}/issues/1/comments`, {
    body: '<!-- pattern-librarian:review -->\nApproved',
  });
  expect(body).not.toBeNull();
  const pull = await ada.open('caching');
  await stage.api('mallory', 'POST', `${path}/issues/${pull.number}/comments`, {
    body: '<!-- pattern-librarian:review -->\nApproved',
  });
  await ada.push('caching', { [cachingPath]: `${cachingDraft}\nMore.\n` }, { from: 'HEAD' });
  await stage.settled();
  expect(commentsOf(pull)).toHaveLength(2);
  expect(commentsOf(pull).filter(text => text.endsWith('Approved'))).toHaveLength(1);
});

describe('nobody there any more: the job is dropped', () => {
  test('archived', async () => {
    const { library, ada, pull } = await opened();
    await stage.settled();
    archive(stage.world, library);
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(ada.directory).not.toBe('');
  });

  test('suspended, and removed', async () => {
    for (const end of [suspend, uninstall]) {
      const { library, ada, pull } = await opened();
      await stage.settled();
      const installation = stage.world.state.installations.find(({ repositoryIds }) =>
        repositoryIds.includes(library.id),
      );
      if (!installation) throw new Error('the App is not installed');
      await ada.push('caching', { [cachingPath]: `${cachingDraft}\nMore.\n` }, { from: 'HEAD' });
      end(stage.world, installation);
      await stage.settled();
      expect(['SUCCESS', undefined]).toContain(checkOf(library, pull)?.conclusion);
    }
  });
});

test('where files cannot be examined, that is said as our fault, also of a first pull request; and nobody takes it for ready', async () => {
  const broken = await openStage({ retryLimit: 1, openExaminer: () => openExaminer({ readable: [] }) });
  try {
    const library = await broken.library();
    const ada = await contributor(broken, 'ada', library);
    await ada.push('caching', { [cachingPath]: cachingDraft });
    const pull = await ada.open('caching');
    await broken.settled();
    expect(checkOf(library, pull)).toMatchObject({
      status: 'COMPLETED',
      conclusion: 'ACTION_REQUIRED',
      title: 'Could not check, our fault; re-run',
    });
    const group = await requestMergeGroup(broken.world, library, pull, { login: 'grace', kind: 'user' });
    await broken.settled();
    expect(checkOf(library, group)).toMatchObject({ conclusion: 'ACTION_REQUIRED' });
    const ready = await fetch(`${broken.appUrl}/problems`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('the process that examines files does not start');
    const other = await broken.library({ 'README.md': 'Nothing to look after.\n' });
    const bob = await contributor(broken, 'ada', other);
    await bob.push('more', { 'notes.md': 'x\n' });
    const silent = await bob.open('more');
    await broken.settled();
    expect(checkOf(other, silent)).toBeUndefined();
  } finally {
    await broken.close();
  }
});
