import { expect, test } from 'vitest';
import { libraryWorld } from './library-world.ts';

const CONVERSATION = `query($id: ID!) { node(id: $id) { ... on PullRequest {
  isDraft baseRefOid author { __typename login }
  reviews(last: 50) { nodes {
    id state body viewerDidAuthor isMinimized commit { oid } author { __typename login }
    comments(first: 100) { nodes { id body isMinimized outdated path line } }
  } }
  latestOpinionatedReviews(first: 50, writersOnly: true) { nodes { state author { login } commit { oid } } }
  comments(first: 100) { nodes {
    id databaseId url body viewerDidAuthor createdAt lastEditedAt isMinimized
    author { __typename login } editor { login }
    reactionGroups { content viewerHasReacted }
    userContentEdits(first: 10) { nodes { id editedAt editor { __typename login } } }
  } }
} } }`;

const OPEN = `query($id: ID!, $after: String) { node(id: $id) { ... on Repository {
  pullRequests(states: OPEN, first: 1, after: $after) {
    nodes { number isDraft headRefOid author { login } files(first: 100) { nodes { path changeType } } }
    pageInfo { hasNextPage endCursor }
  }
} } }`;

const DO = `mutation($p: ID!, $c: ID!) {
  first: addComment(input: { subjectId: $p, body: "one" }) { clientMutationId }
  edit: updateIssueComment(input: { id: $c, body: "two" }) { clientMutationId }
  review: addPullRequestReview(input: { pullRequestId: $p, event: APPROVE }) { clientMutationId }
}`;

test('a conversation is read in one query, as its reader sees it', async () => {
  const { ask, openPullRequest, maintainer, contributor } = await libraryWorld();
  const pullRequest = await openPullRequest('pattern', { add: { 'a.md': 'a' } });
  const add =
    'mutation($p: ID!) { addComment(input: { subjectId: $p, body: "- [ ] mine" }) { clientMutationId } }';
  await ask(add, { p: pullRequest.nodeId });
  const variables = { p: pullRequest.nodeId, c: pullRequest.comments[0]?.nodeId };
  expect((await ask(DO, variables, maintainer.token)).errors).toBeUndefined();
  const { data, errors } = await ask(CONVERSATION, { id: pullRequest.nodeId });
  expect(errors).toBeUndefined();
  const [mine, theirs] = data.node.comments.nodes;
  expect(mine).toMatchObject({
    databaseId: pullRequest.comments[0]?.id,
    url: `http://127.0.0.1:1/octo/library/pull/1#issuecomment-${pullRequest.comments[0]?.id}`,
    body: 'two',
    viewerDidAuthor: true,
    isMinimized: false,
    author: { __typename: 'Bot', login: 'pattern-librarian' },
    editor: { login: 'olive' },
  });
  const [last, created] = mine.userContentEdits.nodes;
  expect([last.editor.login, created.editor.login]).toEqual(['olive', 'pattern-librarian']);
  expect([mine.lastEditedAt, mine.createdAt]).toEqual([last.editedAt, created.editedAt]);
  expect(theirs).toMatchObject({ viewerDidAuthor: false, lastEditedAt: null, editor: null });
  expect(theirs.userContentEdits.nodes).toEqual([]);
  expect(data.node.latestOpinionatedReviews.nodes).toEqual([
    { state: 'APPROVED', author: { login: 'olive' }, commit: { oid: pullRequest.headOid } },
  ]);
  const others = (await ask(CONVERSATION, { id: pullRequest.nodeId }, contributor.token)).data.node;
  expect(others.comments.nodes[0].viewerDidAuthor).toBe(false);
});

test('a dismissed approval and a request for changes are somebody’s last word, a remark is not', async () => {
  const { ask, openPullRequest, maintainer, owner } = await libraryWorld();
  const pullRequest = await openPullRequest('pattern', { add: { 'a.md': 'a' } });
  const say = (token: string, event: string) =>
    ask(
      'mutation($p: ID!, $e: PullRequestReviewEvent!) { addPullRequestReview(input: { pullRequestId: $p, event: $e, body: "x" }) { clientMutationId } }',
      { p: pullRequest.nodeId, e: event },
      token,
    );
  await say(maintainer.token, 'APPROVE');
  await say(maintainer.token, 'COMMENT');
  await say(owner.token, 'REQUEST_CHANGES');
  const [approval] = pullRequest.reviews;
  if (approval) approval.state = 'DISMISSED';
  const { data } = await ask(CONVERSATION, { id: pullRequest.nodeId });
  expect(data.node.latestOpinionatedReviews.nodes).toMatchObject([
    { state: 'DISMISSED', author: { login: 'olive' } },
    { state: 'CHANGES_REQUESTED', author: { login: 'octo' } },
  ]);
});

test('open pull requests are listed with their files, page by page', async () => {
  const { ask, openPullRequest, repository } = await libraryWorld();
  await openPullRequest('one', { add: { 'a.md': 'a' } });
  const closed = await openPullRequest('two', { add: { 'b.md': 'b' } });
  closed.state = 'CLOSED';
  const third = await openPullRequest('three', { add: { 'c.md': 'c' }, remove: ['README.md'] });
  third.draft = true;
  const first = (await ask(OPEN, { id: repository.nodeId })).data.node.pullRequests;
  expect(first).toMatchObject({ nodes: [{ number: 1, isDraft: false }], pageInfo: { hasNextPage: true } });
  const after = first.pageInfo.endCursor;
  expect((await ask(OPEN, { id: repository.nodeId, after })).data.node.pullRequests).toMatchObject({
    nodes: [
      {
        number: 3,
        isDraft: true,
        headRefOid: third.headOid,
        author: { login: 'casey' },
        files: {
          nodes: [
            { path: 'README.md', changeType: 'DELETED' },
            { path: 'c.md', changeType: 'ADDED' },
          ],
        },
      },
    ],
    pageInfo: { hasNextPage: false },
  });
});
