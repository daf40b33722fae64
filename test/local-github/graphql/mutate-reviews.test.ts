import { expect, test } from 'vitest';
import { takeHead } from '../../../local-github/actions/announce-moves.ts';
import type { PullRequest } from '../../../local-github/state.ts';
import { commit, type LibraryWorld, libraryWorld, sent } from './library-world.ts';

const START = `mutation($input: AddPullRequestReviewInput!) {
  addPullRequestReview(input: $input) { pullRequestReview { id state body commit { oid } } }
}`;
const THREAD = `mutation($input: AddPullRequestReviewThreadInput!) {
  addPullRequestReviewThread(input: $input) { thread { id path line startLine isOutdated comments(first: 9) { nodes { id } } } }
}`;
const SUBMIT = `mutation($input: SubmitPullRequestReviewInput!) {
  submitPullRequestReview(input: $input) { pullRequestReview { id state body } }
}`;
const DELETE = `mutation($id: ID!) {
  deletePullRequestReview(input: { pullRequestReviewId: $id }) { pullRequestReview { id } }
}`;
const HIDE = `mutation($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized minimizedReason } }
}`;
const READ = `query($id: ID!) { node(id: $id) { ... on PullRequest {
  isDraft baseRefOid author { __typename login }
  reviews(last: 50) { nodes {
    id state body viewerDidAuthor isMinimized commit { oid } author { __typename login }
    comments(first: 100) { nodes { id body isMinimized outdated path line startLine } }
  } }
  latestOpinionatedReviews(first: 50, writersOnly: true) { nodes { state } }
} } }`;

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, place) => `line ${from + place}`);
const FILE = lines(1, 30);
const CHANGED = FILE.map(line => (line === 'line 15' ? 'LINE 15' : line));
const text = (all: string[]) => `${all.join('\n')}\n`;

/** A pull request that changes line 15 of thirty, so that the diff shows the lines 12 to 18. */
async function changeOfOneLine() {
  const library = await libraryWorld({ files: { 'a.md': text(FILE), 'other.md': 'other\n' } });
  const pullRequest = await library.openPullRequest('change', { add: { 'a.md': text(CHANGED) } });
  const read = async (token?: string) =>
    (await library.ask(READ, { id: pullRequest.nodeId }, token)).data.node;
  return { ...library, pullRequest, read };
}

async function push(library: LibraryWorld, pullRequest: PullRequest, all: string[]): Promise<void> {
  const oid = await commit(library.repository, 'change', { add: { 'a.md': text(all) } });
  await takeHead(library.repository, pullRequest, library.repository, oid);
}

test('a review waits until it is submitted, and until then it is its author’s alone', async () => {
  const library = await changeOfOneLine();
  const { ask, read, pullRequest, maintainer } = library;
  const pull = pullRequest.nodeId;
  const commitOID = pullRequest.headOid;
  const started = await ask(START, { input: { pullRequestId: pull, body: 'Two suggestions', commitOID } });
  expect(started.errors).toBeUndefined();
  const review = started.data.addPullRequestReview.pullRequestReview;
  expect(review).toMatchObject({ state: 'PENDING', body: 'Two suggestions', commit: { oid: commitOID } });
  for (const event of [undefined, 'COMMENT']) {
    const second = await ask(START, { input: { pullRequestId: pull, body: 'more', event } });
    expect(second.errors).toMatchObject([
      { type: 'UNPROCESSABLE', message: 'User can only have one pending review per pull request' },
    ]);
  }
  const body = '```suggestion\nline 15\n```';
  const input = { pullRequestReviewId: review.id, path: 'a.md', line: 15, body };
  const { thread } = (await ask(THREAD, { input })).data.addPullRequestReviewThread;
  expect(thread).toMatchObject({ path: 'a.md', line: 15, startLine: null, isOutdated: false });
  const several = { pullRequestId: pull, path: 'a.md', startLine: 12, line: 14, body, side: 'RIGHT' };
  expect((await ask(THREAD, { input: several })).errors).toBeUndefined();

  expect((await read(maintainer.token)).reviews.nodes).toEqual([]);
  expect(sent(library)).toEqual([]);
  const comment = thread.comments.nodes[0].id;
  const byId = 'query($id: ID!) { node(id: $id) { id } }';
  for (const id of [review.id, comment]) {
    expect((await ask(byId, { id })).data.node).toEqual({ id });
    expect((await ask(byId, { id }, maintainer.token)).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  }

  const submit = { input: { pullRequestReviewId: review.id, event: 'COMMENT' } };
  expect((await ask(SUBMIT, submit)).data.submitPullRequestReview.pullRequestReview).toEqual({
    id: review.id,
    state: 'COMMENTED',
    body: 'Two suggestions',
  });
  expect(sent(library)).toEqual([
    'pull_request_review.submitted',
    'pull_request_review_comment.created',
    'pull_request_review_comment.created',
  ]);
  expect(library.events[0]?.payload).toMatchObject({
    review: { state: 'commented' },
    sender: { login: 'pattern-librarian[bot]' },
  });
  expect(await read(maintainer.token)).toMatchObject({
    isDraft: false,
    author: { __typename: 'User', login: 'casey' },
    reviews: {
      nodes: [
        {
          id: review.id,
          state: 'COMMENTED',
          viewerDidAuthor: false,
          isMinimized: false,
          commit: { oid: commitOID },
          author: { __typename: 'Bot', login: 'pattern-librarian' },
          comments: {
            nodes: [
              {
                id: comment,
                body,
                isMinimized: false,
                outdated: false,
                path: 'a.md',
                line: 15,
                startLine: null,
              },
              { line: 14, startLine: 12 },
            ],
          },
        },
      ],
    },
    latestOpinionatedReviews: { nodes: [] },
  });
  expect((await ask(SUBMIT, submit)).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
  expect((await ask(DELETE, { id: review.id })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
});

test('only lines that the diff shows can be commented on, and a refusal leaves the rest alone', async () => {
  const { ask, pullRequest } = await changeOfOneLine();
  const part = 'must be part of the diff';
  const cases: [string, object][] = [
    [part, { line: 11 }],
    [part, { line: 19 }],
    [part, { line: 31 }],
    ['path could not be resolved', { path: 'other.md', line: 1 }],
    ['path could not be resolved', { path: 'gone.md', line: 1 }],
    ['part of the same hunk', { line: 15, startLine: 11 }],
    ['precede the end line', { line: 15, startLine: 15 }],
    ["Body can't be blank", { line: 15, body: ' ' }],
  ];
  for (const [reason, change] of cases) {
    const input = { pullRequestId: pullRequest.nodeId, path: 'a.md', body: 'x', ...change };
    const { data, errors } = await ask(THREAD, { input });
    expect(data.addPullRequestReviewThread).toBeNull();
    expect(errors, reason).toMatchObject([{ message: expect.stringContaining(reason) }]);
  }
  expect(pullRequest.reviews).toEqual([]);
  const whole = await ask(START, {
    input: {
      pullRequestId: pullRequest.nodeId,
      event: 'COMMENT',
      body: 'x',
      threads: [
        { path: 'a.md', line: 15, body: 'x' },
        { path: 'a.md', line: 2, body: 'x' },
      ],
    },
  });
  expect(whole.errors).toMatchObject([{ message: expect.stringContaining(part) }]);
  expect(pullRequest.reviews).toEqual([]);
  for (const place of [{ line: 12 }, { line: 18 }, { line: 15, side: 'LEFT' }, { line: 18, startLine: 12 }]) {
    const input = { pullRequestId: pullRequest.nodeId, path: 'a.md', body: 'x', ...place };
    expect((await ask(THREAD, { input })).errors).toBeUndefined();
  }
  expect(pullRequest.reviews).toMatchObject([{ state: 'PENDING', comments: [{}, {}, {}, {}] }]);
});

test('a comment moves with its lines, and is outdated when they change or leave the diff', async () => {
  const library = await changeOfOneLine();
  const { ask, read, pullRequest } = library;
  const at = { path: 'a.md', body: 'x' };
  const threads = [
    { ...at, line: 15 },
    { ...at, line: 13 },
    { ...at, line: 17, startLine: 16 },
  ];
  const input = { pullRequestId: pullRequest.nodeId, event: 'COMMENT', threads };
  expect((await ask(START, { input })).errors).toBeUndefined();
  const places = async () =>
    (await read()).reviews.nodes[0].comments.nodes.map(
      ({ outdated, line, startLine }: Record<string, unknown>) =>
        outdated ? [line, startLine, 'outdated'] : [line, startLine],
    );
  expect(await places()).toEqual([
    [15, null],
    [13, null],
    [17, 16],
  ]);
  await push(library, pullRequest, ['new', ...CHANGED]);
  expect(await places()).toEqual([
    [16, null],
    [14, null],
    [18, 17],
  ]);
  await push(library, pullRequest, ['new', ...CHANGED.map(line => (line === 'LINE 15' ? 'better' : line))]);
  expect(await places()).toEqual([
    [null, null, 'outdated'],
    [14, null],
    [18, 17],
  ]);
  await push(
    library,
    pullRequest,
    CHANGED.flatMap(line => (line === 'line 16' ? [line, 'between'] : [line])),
  );
  expect(await places()).toEqual([
    [15, null],
    [13, null],
    [null, null, 'outdated'],
  ]);
  await push(
    library,
    pullRequest,
    FILE.map(line => (line === 'line 29' ? 'other' : line)),
  );
  expect((await places()).flat().filter((one: unknown) => one === 'outdated')).toHaveLength(3);
});

test('reviews and what they say of lines are hidden one by one', async () => {
  const { ask, read, pullRequest, contributor } = await changeOfOneLine();
  const threads = [{ path: 'a.md', line: 15, body: 'x' }];
  await ask(START, { input: { pullRequestId: pullRequest.nodeId, event: 'COMMENT', body: 'x', threads } });
  const [review] = (await read()).reviews.nodes;
  const [comment] = review.comments.nodes;
  expect((await ask(HIDE, { id: comment.id }, contributor.token)).errors).toMatchObject([
    { type: 'FORBIDDEN' },
  ]);
  expect((await ask(HIDE, { id: pullRequest.nodeId })).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  expect((await ask(HIDE, { id: comment.id })).data.minimizeComment.minimizedComment).toEqual({
    isMinimized: true,
    minimizedReason: 'outdated',
  });
  const [half] = (await read()).reviews.nodes;
  expect([half.isMinimized, half.comments.nodes[0].isMinimized]).toEqual([false, true]);
  await ask(HIDE, { id: review.id });
  expect((await read()).reviews.nodes).toMatchObject([{ isMinimized: true }]);
});

test('a pending review is thrown away, and nobody submits another’s or without permission', async () => {
  const library = await changeOfOneLine();
  const { ask, pullRequest, contributor, maintainer, tokenFor } = library;
  const reader = tokenFor({ pull_requests: 'read' });
  const start = { input: { pullRequestId: pullRequest.nodeId, body: 'x' } };
  expect((await ask(START, start, reader)).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  const submit = { input: { pullRequestId: pullRequest.nodeId, event: 'APPROVE' } };
  expect((await ask(SUBMIT, submit)).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  const { id } = (await ask(START, start, contributor.token)).data.addPullRequestReview.pullRequestReview;
  expect((await ask(SUBMIT, submit, contributor.token)).errors).toMatchObject([
    { message: 'Can not approve your own pull request' },
  ]);
  expect((await ask(DELETE, { id })).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  expect(
    (await ask(DELETE, { id }, contributor.token)).data.deletePullRequestReview.pullRequestReview,
  ).toEqual({ id });
  expect(pullRequest.reviews).toEqual([]);
  await ask(START, { input: { pullRequestId: pullRequest.nodeId } }, maintainer.token);
  expect((await ask(SUBMIT, submit, maintainer.token)).errors).toBeUndefined();
  expect(sent(library)).toEqual(['pull_request_review.submitted']);
});
