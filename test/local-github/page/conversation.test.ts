import { expect, test } from 'vitest';
import { takeHead } from '../../../local-github/actions/announce-moves.ts';
import { addComment, updateComment } from '../../../local-github/actions/comments.ts';
import { setDraft } from '../../../local-github/actions/edit-pull-request.ts';
import { mergePullRequest } from '../../../local-github/actions/merge-pull-request.ts';
import { addReaction } from '../../../local-github/actions/react.ts';
import { dismissReview, reviewPullRequest } from '../../../local-github/actions/review-pull-request.ts';
import { pageRoute } from '../../../local-github/page/route.ts';
import type { World } from '../../../local-github/world.ts';
import { commit, libraryWorld } from '../graphql/library-world.ts';

const BOT = { login: 'pattern-librarian[bot]', kind: 'bot' } as const;
const OLIVE = { login: 'olive', kind: 'user' } as const;

async function page(world: World): Promise<string> {
  return (await pageRoute(world).request('/octo/library/pull/1')).text();
}

/** A pull request that spells a category wrong, with a suggestion for it that is not submitted yet. */
async function suggested() {
  const library = await libraryWorld({ files: { 'p/README.md': 'one\ntwo\nthree\n' } });
  const wrong = 'one\ncategory: <wrong>\nthree\n';
  const pullRequest = await library.openPullRequest('pattern', { add: { 'p/README.md': wrong } });
  const comments = [
    {
      path: 'p/README.md',
      line: 2,
      startLine: null,
      side: 'RIGHT' as const,
      startSide: null,
      body: 'Spelled **so**:\n\n```suggestion\ncategory: <right>\n```',
    },
  ];
  return { ...library, pullRequest, input: { body: 'A suggestion', comments } };
}

test('a suggestion is shown as what it changes, with its file and line', async () => {
  const { world, repository, pullRequest, input } = await suggested();
  const reviewed = await reviewPullRequest(
    world,
    repository,
    pullRequest,
    { ...input, state: 'COMMENTED' },
    BOT,
  );
  if (!reviewed.ok) throw new Error(reviewed.reason);
  const text = await page(world);
  for (const part of [
    '<code>p/README.md:2</code>',
    '<tr class="removed"><td>-</td><td>two</td></tr>',
    'Spelled <strong>so</strong>',
    '<tr class="removed"><td>-</td><td>category: &#x3C;wrong></td></tr>',
    '<tr class="added"><td>+</td><td>category: &#x3C;right></td></tr>',
    'Apply suggestion',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('language-suggestion');
  expect(text).not.toContain('Outdated');
  const oid = await commit(repository, 'pattern', { add: { 'p/README.md': 'one\nright\nthree\n' } });
  await takeHead(repository, pullRequest, repository, oid);
  expect(await page(world)).toContain('<span class="outdated">Outdated</span>');
  reviewed.review.minimizedReason = 'outdated';
  expect(await page(world)).toContain('<summary>This review was marked as outdated.</summary>');
});

test('a review that is not submitted is not on the page, and a dismissed one says by whom and why', async () => {
  const { world, repository, pullRequest, input } = await suggested();
  await reviewPullRequest(world, repository, pullRequest, input, BOT);
  const before = await page(world);
  expect(before).not.toContain('A suggestion');
  expect(before).toContain('No reviews yet');
  const approval = { state: 'APPROVED', body: 'Fine' } as const;
  const approved = await reviewPullRequest(world, repository, pullRequest, approval, OLIVE);
  if (!approved.ok) throw new Error(approved.reason);
  const dismissal = { message: 'Too <early>', actor: { login: 'octo', kind: 'user' } as const };
  await dismissReview(world, repository, pullRequest, approved.review, dismissal);
  expect(await page(world)).toContain(
    '<strong>octo</strong> dismissed the review of <strong>olive</strong>: Too &lt;early&gt;',
  );
});

test('an edited comment says by whom, with what changed; reactions and hidden comments are shown as such', async () => {
  const { world, repository, pullRequest } = await suggested();
  const made = addComment(world, repository, pullRequest, BOT, 'Judge:\n\n- [ ] <useful>');
  if (!made.ok) throw new Error(made.reason);
  updateComment(world, repository, pullRequest, made.comment, OLIVE, 'Judge:\n\n- [x] <useful>');
  addReaction(world, made.comment, 'EYES', BOT);
  addReaction(world, made.comment, 'EYES', OLIVE);
  const text = await page(world);
  for (const part of [
    '<summary>edited by <strong>olive</strong></summary>',
    '<tr class="removed"><td>-</td><td>- [ ] &lt;useful&gt;</td></tr>',
    '<tr class="added"><td>+</td><td>- [x] &lt;useful&gt;</td></tr>',
    '<span title="pattern-librarian[bot], olive">👀 2</span>',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('<td>Judge:</td>');
  made.comment.minimizedReason = 'off-topic';
  expect(await page(world)).toMatch(/<details class="hidden"><summary>This comment was marked as off-topic/);
});

test('who merged is told from who opened', async () => {
  const { world, repository, pullRequest } = await suggested();
  await setDraft(world, repository, pullRequest, true, OLIVE);
  const draft = await page(world);
  expect(draft).toContain('<span class="state draft">Draft</span>');
  expect(draft).toContain('<strong>casey</strong> wants to merge into');
  await setDraft(world, repository, pullRequest, false, OLIVE);
  await mergePullRequest(world, repository, pullRequest, { method: 'squash' }, OLIVE);
  expect(await page(world)).toContain('<strong>olive</strong> merged this into <code>main</code>');
});
