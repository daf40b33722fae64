import { expect, test } from 'vitest';
import { sent, worldWithPullRequest } from './library-world.ts';

const ADD_COMMENT =
  'mutation($id: ID!, $body: String!) { addComment(input: { subjectId: $id, body: $body }) { commentEdge { node { id author { __typename login } } } } }';
const UPDATE_COMMENT =
  'mutation($id: ID!, $body: String!) { updateIssueComment(input: { id: $id, body: $body }) { issueComment { id body } } }';

test('aliased mutations run in order, and one that fails stops none of those after it', async () => {
  const library = await worldWithPullRequest();
  const { ask, pullRequest, repository } = library;
  const query = `mutation($r: ID!, $p: ID!, $sha: GitObjectID!) {
    run: createCheckRun(input: { repositoryId: $r, name: "patterns", headSha: $sha, conclusion: SUCCESS, clientMutationId: "m1" }) { clientMutationId checkRun { status } }
    gone: updateIssueComment(input: { id: "IC_gone", body: "x" }) { issueComment { id } }
    comment: addComment(input: { subjectId: $p, body: "hello" }) { commentEdge { node { body } } }
    label: createLabel(input: { repositoryId: $r, name: "ml/optimization", color: "0052CC" }) { label { name } }
    again: createLabel(input: { repositoryId: $r, name: "ML/Optimization", color: "0052CC" }) { label { name } }
  }`;
  const variables = { r: repository.nodeId, p: pullRequest.nodeId, sha: pullRequest.headOid };
  const { data, errors } = await ask(query, variables);
  expect(data).toEqual({
    run: { clientMutationId: 'm1', checkRun: { status: 'COMPLETED' } },
    gone: null,
    comment: { commentEdge: { node: { body: 'hello' } } },
    label: { label: { name: 'ml/optimization' } },
    again: null,
  });
  expect(errors).toMatchObject([
    { type: 'NOT_FOUND', path: ['gone'] },
    { type: 'UNPROCESSABLE', path: ['again'], message: 'Name has already been taken' },
  ]);
  expect(sent(library)).toEqual([
    'check_run.created',
    'check_run.completed',
    'issue_comment.created',
    'label.created',
  ]);
});

test('a comment is edited in place, and its history names who wrote which text', async () => {
  const library = await worldWithPullRequest();
  const { ask, pullRequest, maintainer, contributor } = library;
  const made = await ask(ADD_COMMENT, { id: pullRequest.nodeId, body: '- [ ] judged' });
  const { id, author } = made.data.addComment.commentEdge.node;
  expect(author).toEqual({ __typename: 'Bot', login: 'pattern-librarian' });
  const history =
    'query($id: ID!) { node(id: $id) { ... on IssueComment { body viewerDidAuthor includesCreatedEdit userContentEdits(first: 100) { totalCount nodes { id editedAt editor { __typename login } diff } pageInfo { hasNextPage endCursor } } } } }';
  expect((await ask(history, { id })).data.node).toMatchObject({
    viewerDidAuthor: true,
    includesCreatedEdit: false,
    userContentEdits: { totalCount: 0 },
  });

  expect((await ask(UPDATE_COMMENT, { id, body: 'mine' }, contributor.token)).errors).toMatchObject([
    { type: 'FORBIDDEN' },
  ]);
  expect((await ask(UPDATE_COMMENT, { id, body: '- [x] judged' }, maintainer.token)).errors).toBeUndefined();
  const { node } = (await ask(history, { id }, maintainer.token)).data;
  expect([node.body, node.viewerDidAuthor]).toEqual(['- [x] judged', false]);
  expect(node.userContentEdits.nodes).toMatchObject([
    { editor: { __typename: 'User', login: 'olive' }, diff: '- [x] judged' },
    { editor: { __typename: 'Bot', login: 'pattern-librarian' }, diff: '- [ ] judged' },
  ]);
  const ids = node.userContentEdits.nodes.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(2);
  await ask(UPDATE_COMMENT, { id, body: '- [ ] judged again' });
  const later = (await ask(history, { id })).data.node.userContentEdits;
  expect(later.nodes.slice(1).map(({ id: edit }: { id: string }) => edit)).toEqual(ids);
  expect(later.pageInfo).toMatchObject({ hasNextPage: false });
  const edited = library.events.find(({ action }) => action === 'edited');
  expect(edited?.payload).toMatchObject({
    changes: { body: { from: '- [ ] judged' } },
    comment: { body: '- [x] judged', user: { login: 'pattern-librarian[bot]' } },
    issue: { number: 1, pull_request: { url: expect.stringContaining('/pulls/1') } },
    sender: { login: 'olive' },
  });
});

test('comments are hidden and deleted', async () => {
  const { ask, pullRequest } = await worldWithPullRequest();
  const { id } = (await ask(ADD_COMMENT, { id: pullRequest.nodeId, body: 'x' })).data.addComment.commentEdge
    .node;
  const hide =
    'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OFF_TOPIC }) { minimizedComment { isMinimized minimizedReason } } }';
  expect((await ask(hide, { id })).data.minimizeComment.minimizedComment).toEqual({
    isMinimized: true,
    minimizedReason: 'off-topic',
  });
  const remove = 'mutation($id: ID!) { deleteIssueComment(input: { id: $id }) { clientMutationId } }';
  expect((await ask(remove, { id })).errors).toBeUndefined();
  expect(pullRequest.comments).toEqual([]);
  expect((await ask(remove, { id })).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
});

test('a comment holds 65,536 characters, however many bytes they take, and at least one', async () => {
  const { ask, pullRequest } = await worldWithPullRequest();
  const add = (body: string) => ask(ADD_COMMENT, { id: pullRequest.nodeId, body });
  expect((await add('😀'.repeat(65_536))).errors).toBeUndefined();
  expect((await add('x'.repeat(65_537))).errors).toMatchObject([
    { type: 'UNPROCESSABLE', message: expect.stringContaining('65536') },
  ]);
  expect((await add(' \n')).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
  expect(pullRequest.comments).toHaveLength(1);
});

test('an archived repository is read-only', async () => {
  const { ask, pullRequest, repository } = await worldWithPullRequest();
  repository.archived = true;
  const { errors } = await ask(ADD_COMMENT, { id: pullRequest.nodeId, body: 'x' });
  expect(errors).toMatchObject([{ type: 'FORBIDDEN', message: 'Repository was archived so is read-only.' }]);
});
