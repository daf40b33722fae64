import { describe, expect, test } from 'vitest';
import { stateIn } from '../../src/review/comment-state.ts';
import type { PullRequestSnapshot, Revision } from '../../src/review/snapshot.ts';
import { acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { reproduced } from '../../src/rules/examples/example-results.ts';
import { approval, ownComment, reviewOf } from './situation.ts';

const files = reproduced(acceptedPath, acceptedReadme());
const first = reviewOf({}, files).comment ?? '';

const tick = (body: string, metric: string): string =>
  body.replace(new RegExp(`^- \\[ \\](?= \\*\\*${metric}\\*\\*)`, 'm'), '- [x]');
const untick = (body: string, metric: string): string =>
  body.replace(new RegExp(`^- \\[x\\](?= \\*\\*${metric}\\*\\*)`, 'm'), '- [ ]');

/** The comment after these texts, oldest first, each by its writer. */
function edited(...texts: [editor: string | null, text: string][]): PullRequestSnapshot['comments'] {
  const revisions = texts
    .map(
      ([editor, text], index): Revision => ({
        id: `UCE_${index}`,
        editor,
        kind: editor === 'pattern-librarian' ? 'own' : editor?.endsWith('-bot') ? 'bot' : 'person',
        text,
      }),
    )
    .reverse();
  return [ownComment(revisions[0]?.text ?? '', { revisions })];
}
const own = 'pattern-librarian';
const boxes = (comment: string | null): Record<string, boolean> =>
  Object.fromEntries(
    [...(comment ?? '').matchAll(/^- \[([ x])\] \*\*(\w+)\*\*/gm)].map(([, mark, name = '']) => [
      name,
      mark === 'x',
    ]),
  );

describe('a tick', () => {
  test('by somebody with write access who is not the author counts, and names them', () => {
    const comments = edited([own, first], ['grace', tick(first, 'Performance')]);
    const { comment, checkRun } = reviewOf({}, files, { comments, writers: ['grace'] });
    expect(boxes(comment)).toEqual({ Performance: true, Documentation: false });
    expect(comment).toMatch(/\*\*Performance\*\*.*`grace`/);
    expect(comment).toContain('## ✅ Ready — a reviewer’s turn: 1 box to judge');
    expect(checkRun.title).toBe('Nothing to fix');
  });

  test('of every box is an approval', () => {
    const all = tick(tick(first, 'Performance'), 'Documentation');
    const review = reviewOf({}, files, {
      comments: edited([own, first], ['grace', all]),
      writers: ['grace'],
    });
    expect(review.comment).toContain('## ✅ Approved — a maintainer’s turn: merge');
    expect(review.labels?.map(({ name }) => name)).toContain('review:approved');
  });

  test.each([
    ['ada', ['ada'], 'nobody signs off their own work'],
    ['mallory', [], 'it takes someone with write access'],
    ['other-bot', ['other-bot'], 'it takes someone with write access'],
    [null, [], 'does not show whose it is'],
  ])('by %s is taken back with a sentence', (editor, writers, sentence) => {
    const comments = edited([own, first], [editor, tick(first, 'Performance')]);
    const { comment } = reviewOf({}, files, { comments, writers });
    expect(boxes(comment)).toEqual({ Performance: false, Documentation: false });
    expect(comment).toContain(sentence);
  });

  test('by somebody who may not write does not hide that of somebody who may', () => {
    const two = tick(tick(first, 'Performance'), 'Documentation');
    const comments = edited([own, first], ['ada', tick(first, 'Performance')], ['grace', two]);
    const { comment } = reviewOf({}, files, { comments, writers: ['ada', 'grace'] });
    expect(boxes(comment)).toEqual({ Performance: false, Documentation: true });
  });

  test('is taken back by unticking; the author cannot take back another’s', () => {
    const ticked = tick(first, 'Performance');
    const counted =
      reviewOf({}, files, { comments: edited([own, first], ['grace', ticked]), writers: ['grace'] })
        .comment ?? '';
    const unticked = (editor: string) =>
      reviewOf({}, files, {
        comments: edited(
          [own, first],
          ['grace', ticked],
          [own, counted],
          [editor, untick(counted, 'Performance')],
        ),
        writers: ['grace', 'ada'],
      }).comment;
    expect(boxes(unticked('grace'))).toEqual({ Performance: false, Documentation: false });
    expect(boxes(unticked('ada'))).toEqual({ Performance: true, Documentation: false });
  });

  test('made while we wrote over it is found in the history', () => {
    const comments = edited([own, first], ['grace', tick(first, 'Performance')], [own, first]);
    const { comment } = reviewOf({}, files, { comments, writers: ['grace'] });
    expect(boxes(comment)).toEqual({ Performance: true, Documentation: false });
  });

  test('is looked at once: the next look at the same history changes nothing', () => {
    const ticked = tick(first, 'Performance');
    const counted =
      reviewOf({}, files, { comments: edited([own, first], ['grace', ticked]), writers: ['grace'] })
        .comment ?? '';
    const again = edited([own, first], ['grace', ticked], [own, counted]);
    expect(reviewOf({}, files, { comments: again, writers: [] }).comment).toBe(counted);
    expect(reviewOf({}, files, { comments: [ownComment(counted)] }).comment).toBe(counted);
  });

  test('with a forged state counts for nothing: the state is read from our own text', () => {
    const state = stateIn(first);
    const forged = first.replace(
      /<!-- pattern-librarian:state .* -->/,
      `<!-- pattern-librarian:state ${JSON.stringify({ ...state, signOffs: { 'ML-OPT-008 performance': { by: 'grace', part: state?.parts['ML-OPT-008 performance'], how: 'tick' } } })} -->`,
    );
    expect(forged).not.toBe(first);
    const { comment } = reviewOf({}, files, {
      comments: edited([own, first], ['ada', forged]),
      writers: ['ada'],
    });
    expect(boxes(comment)).toEqual({ Performance: false, Documentation: false });
  });
});

describe('agreement survives a push', () => {
  const all = tick(tick(first, 'Performance'), 'Documentation');
  const agreed = reviewOf({}, files, { comments: edited([own, first], ['grace', all]), writers: ['grace'] });
  const comments = [ownComment(agreed.comment ?? '')];
  const headOid = 'b'.repeat(40);

  test('until what it judged changes; then the box says why it is open again', () => {
    const more = { ...files, [acceptedPath]: `${files[acceptedPath]}\nOne sentence more.\n` };
    const { comment, labels } = reviewOf({}, more, { comments, headOid });
    expect(boxes(comment)).toEqual({ Performance: true, Documentation: false });
    expect(comment).toMatch(/\*\*Documentation\*\*.*open again: it has changed since `grace` agreed/);
    expect(labels?.map(({ name }) => name)).toContain('review:ready');
  });

  test('and holds again when the old text returns', () => {
    const more = { ...files, [acceptedPath]: `${files[acceptedPath]}\nOne sentence more.\n` };
    const between = reviewOf({}, more, { comments, headOid }).comment ?? '';
    const { comment } = reviewOf({}, files, { comments: [ownComment(between)], headOid: 'c'.repeat(40) });
    expect(boxes(comment)).toEqual({ Performance: true, Documentation: true });
  });

  test('also that of an approving review, until it is withdrawn', () => {
    const approved = reviewOf({}, files, { opinions: [approval('grace')] }).comment ?? '';
    const later = { comments: [ownComment(approved)], headOid };
    const stands = { ...later, opinions: [approval('grace')] };
    expect(boxes(reviewOf({}, files, stands).comment)).toEqual({ Performance: true, Documentation: true });
    const dismissed = { ...later, opinions: [{ ...approval('grace'), state: 'DISMISSED' as const }] };
    expect(boxes(reviewOf({}, files, dismissed).comment)).toEqual({
      Performance: false,
      Documentation: false,
    });
  });
});

test('a tick speaks of the page that its maker saw, also when we have written a newer one over it', () => {
  const more = { ...files, [acceptedPath]: `${files[acceptedPath]}\nA sentence that nobody has seen.\n` };
  const newer = reviewOf({}, more, { comments: [ownComment(first)], headOid: 'b'.repeat(40) }).comment ?? '';
  const comments = edited([own, first], ['grace', tick(first, 'Documentation')], [own, newer]);
  const { comment } = reviewOf({}, more, { comments, writers: ['grace'], headOid: 'b'.repeat(40) });
  expect(boxes(comment)).toEqual({ Performance: false, Documentation: false });
  expect(comment).toContain('it has changed since `grace` agreed');
});

test('agreement outlives a push that hides the boxes, and one that takes the pattern away', () => {
  const all = tick(tick(first, 'Performance'), 'Documentation');
  const agreed = reviewOf({}, files, { comments: edited([own, first], ['grace', all]), writers: ['grace'] });
  const draft = {
    ...files,
    [acceptedPath]: (files[acceptedPath] ?? '').replace('status: accepted', 'status: draft'),
  };
  for (const between of [draft, { 'docs/readme.txt': 'x' }]) {
    const hidden = reviewOf({}, between, { comments: [ownComment(agreed.comment ?? '')] }).comment ?? '';
    expect(boxes(hidden)).toEqual({});
    const again = reviewOf({}, files, { comments: [ownComment(hidden)] }).comment;
    expect(boxes(again)).toEqual({ Performance: true, Documentation: true });
  }
});

test('nothing is approved while somebody who may write asks for changes', () => {
  const objection = { ...approval('octo'), state: 'CHANGES_REQUESTED' as const };
  const review = reviewOf({}, files, { opinions: [objection, approval('grace')] });
  expect(review.checkRun).toMatchObject({ conclusion: 'success', title: 'Nothing to fix' });
  expect(review.comment).toContain('## ❌ octo asks for changes — the author’s turn');
  expect(review.labels?.map(({ name }) => name)).toContain('review:needs-work');
});

test('after an objection to an earlier commit it is the reviewer’s turn to look again', () => {
  const objection = {
    ...approval('octo'),
    state: 'CHANGES_REQUESTED' as const,
    commitOid: '1'.repeat(40),
  };
  const review = reviewOf({}, files, { opinions: [objection, approval('grace')] });
  expect(review.comment).toContain(
    'octo asked for changes, and there are new commits since — a reviewer’s turn',
  );
  expect(review.labels?.map(({ name }) => name)).toContain('review:ready');
});

test('what was accepted before and is not changed is not asked again', () => {
  const more = { ...files, [acceptedPath]: `${files[acceptedPath]}\nOne sentence more.\n` };
  expect(boxes(reviewOf(files, more).comment)).toEqual({ Documentation: false });
});

test('nothing in the state can close its comment, mention anybody or be taken for a link', () => {
  const opinions = [approval('--><b>@octocat</b> https://evil.example #1')];
  const { comment } = reviewOf({}, files, { opinions });
  const state = comment?.match(/<!-- pattern-librarian:state (.*) -->/)?.[1] ?? '';
  expect(state).not.toMatch(/-->|--|[<>@#]|https:\/\//);
  expect(stateIn(comment ?? '')?.signOffs['ML-OPT-008 performance']?.[0]?.by).toBe(opinions[0]?.by);
});
