import { expect, test } from 'vitest';
import { graphqlRoute } from '../../../local-github/graphql/route.ts';
import { libraryWorld } from './library-world.ts';

const PULL_REQUEST = (fields: string) =>
  `{ repository(owner: "octo", name: "library") { pullRequest(number: 1) { ${fields} } } }`;

test('whoever is not known gets 401', async () => {
  const { world } = await libraryWorld();
  const cases = [
    ['nobody', undefined],
    ['a stranger', 'bearer nonsense'],
    ['an empty token', 'bearer '],
  ] as const;
  for (const [name, given] of cases) {
    const response = await graphqlRoute(world).request('/', {
      method: 'POST',
      body: '{"query":"{ viewer { login } }"}',
      headers: given === undefined ? {} : { authorization: given },
    });
    expect([response.status, await response.json()], name).toMatchObject([
      401,
      { message: 'Bad credentials' },
    ]);
  }
});

test('a suspended installation gets 401', async () => {
  const { ask, installation } = await libraryWorld();
  installation.suspendedAt = '2026-01-01T00:00:00Z';
  expect((await ask('{ viewer { login } }')).status).toBe(401);
});

test('what is no request gets 400', async () => {
  const { world, appToken } = await libraryWorld();
  const headers = { authorization: `token ${appToken}` };
  const cases = [
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no query', '{}'],
    ['a number for a query', '{"query":1}'],
    ['a list of variables', '{"query":"{ viewer { login } }","variables":[]}'],
  ] as const;
  for (const [name, given] of cases) {
    const response = await graphqlRoute(world).request('/', { method: 'POST', body: given, headers });
    expect(response.status, name).toBe(400);
  }
});

test('a document that does not fit gets errors and no data', async () => {
  const { ask } = await libraryWorld();
  const cases = [
    ['no document', '{ viewer {'],
    ['an unknown field', '{ viewer { shoeSize } }'],
    ['an unknown argument', '{ node(id: "x", really: true) { id } }'],
    ['a missing variable', 'query($id: ID!) { node(id: $id) { id } }'],
    ['no such operation', 'query A { viewer { login } } query B { viewer { login } }'],
    [
      'a short object id',
      'mutation { createCheckRun(input: { repositoryId: "x", name: "x", headSha: "abc" }) { checkRun { id } } }',
    ],
    [
      'half base64',
      'mutation { createCommitOnBranch(input: { branch: {}, expectedHeadOid: "0000000000000000000000000000000000000000", message: { headline: "x" }, fileChanges: { additions: [{ path: "x", contents: "!" }] } }) { commit { oid } } }',
    ],
  ] as const;
  for (const [name, given] of cases) {
    const answer = await ask(given);
    const expected = { status: 200, data: undefined, errors: [{ message: expect.any(String) }] };
    expect(answer, name).toMatchObject(expected);
  }
});

test('pages without bounds or beyond them are refused before anything is carried out', async () => {
  const { ask, openPullRequest } = await libraryWorld();
  await openPullRequest('pattern', { add: { a: 'a' } });
  const cases = [
    ['MISSING_PAGINATION_BOUNDARIES', 'files { totalCount }'],
    ['MISSING_PAGINATION_BOUNDARIES', 'files(after: "x") { totalCount }'],
    ['MISSING_PAGINATION_BOUNDARIES', 'files(first: 1, last: 1) { totalCount }'],
    ['EXCESSIVE_PAGINATION', 'files(first: 101) { totalCount }'],
    ['EXCESSIVE_PAGINATION', 'files(first: 0) { totalCount }'],
    ['EXCESSIVE_PAGINATION', 'files(last: -1) { totalCount }'],
  ] as const;
  for (const [name, given] of cases) {
    const refused = { data: undefined, errors: [{ type: name }] };
    expect(await ask(PULL_REQUEST(given)), given).toMatchObject(refused);
    const inFragment = `query { repository(owner: "octo", name: "library") { pullRequest(number: 1) { ...F } } } fragment F on PullRequest { ${given} }`;
    expect(await ask(inFragment), given).toMatchObject(refused);
  }
});

test('page sizes in variables count as well', async () => {
  const { ask } = await libraryWorld();
  const query =
    'query($n: Int = 500) { repository(owner: "octo", name: "library") { labels(first: $n) { totalCount } } }';
  expect((await ask(query)).errors).toMatchObject([{ type: 'EXCESSIVE_PAGINATION' }]);
  expect((await ask(query, { n: 100 })).errors).toBeUndefined();
});

test('nested connections multiply up to half a million nodes', async () => {
  const { ask } = await libraryWorld();
  const nested = (edits: number) =>
    `{ repository(owner: "octo", name: "library") { pullRequests(first: 100) { nodes { comments(first: 100) { nodes { userContentEdits(first: ${edits}) { totalCount } } } } } } }`;
  // 100 + 100 × 100 + 100 × 100 × n
  expect((await ask(nested(48))).errors).toBeUndefined();
  const { data, errors } = await ask(nested(49));
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([
    { type: 'MAX_NODE_LIMIT_EXCEEDED', message: expect.stringContaining('500,100') },
  ]);
});

test('a cursor that nobody gave out is refused', async () => {
  const { ask, openPullRequest } = await libraryWorld();
  await openPullRequest('pattern', { add: { a: 'a' } });
  const { errors } = await ask(PULL_REQUEST('files(first: 1, after: "zzz") { totalCount }'));
  expect(errors).toMatchObject([
    { type: 'INVALID_CURSOR_ARGUMENTS', path: ['repository', 'pullRequest', 'files'] },
  ]);
});

test('pages go backwards too', async () => {
  const { ask, openPullRequest } = await libraryWorld();
  await openPullRequest('pattern', { add: { a: '', b: '', c: '', d: '' } });
  const page = (args: string) =>
    ask(
      PULL_REQUEST(`files(${args}) { nodes { path } pageInfo { hasPreviousPage hasNextPage startCursor } }`),
    );
  const last = (await page('last: 2')).data.repository.pullRequest.files;
  expect(last).toMatchObject({
    nodes: [{ path: 'c' }, { path: 'd' }],
    pageInfo: { hasPreviousPage: true, hasNextPage: false },
  });
  const before = (await page(`last: 2, before: "${last.pageInfo.startCursor}"`)).data.repository.pullRequest
    .files;
  expect(before).toMatchObject({
    nodes: [{ path: 'a' }, { path: 'b' }],
    pageInfo: { hasPreviousPage: false, hasNextPage: true },
  });
});

test('what is in the schema but not here says so', async () => {
  const { ask, openPullRequest } = await libraryWorld();
  await openPullRequest('pattern', { add: { a: 'a' } });
  const cases = [
    ['PullRequest.bodyHTML', 'bodyHTML'],
    ['PullRequest.reviewDecision', 'reviewDecision'],
    [
      'the argument "orderBy"',
      'comments(first: 1, orderBy: { field: UPDATED_AT, direction: ASC }) { totalCount }',
    ],
    [
      'timeline items of type CLOSED_EVENT',
      'timelineItems(first: 1, itemTypes: [CLOSED_EVENT]) { totalCount }',
    ],
    ['timeline items of all types', 'timelineItems(first: 1) { totalCount }'],
    [
      'PullRequestTimelineItemsConnection.filteredCount',
      'timelineItems(first: 1, itemTypes: [LABELED_EVENT]) { filteredCount }',
    ],
  ] as const;
  for (const [name, given] of cases) {
    const { errors } = await ask(PULL_REQUEST(given));
    expect(errors?.map(({ message }) => message)).toEqual([`The local GitHub does not implement ${name}`]);
  }
});

test('what is not there is NOT_FOUND with a path, beside what is', async () => {
  const { ask } = await libraryWorld();
  const { data, errors } = await ask(
    '{ viewer { login } gone: repository(owner: "octo", name: "gone") { id } node(id: "nope") { id } here: repository(owner: "octo", name: "library") { nameWithOwner pullRequest(number: 7) { id } } }',
  );
  expect(data).toEqual({
    viewer: { login: 'pattern-librarian[bot]' },
    gone: null,
    node: null,
    here: { nameWithOwner: 'octo/library', pullRequest: null },
  });
  expect(errors).toMatchObject([
    {
      type: 'NOT_FOUND',
      path: ['gone'],
      message: "Could not resolve to a Repository with the name 'octo/gone'.",
    },
    {
      type: 'NOT_FOUND',
      path: ['node'],
      message: "Could not resolve to a node with the global id of 'nope'",
    },
    { type: 'NOT_FOUND', path: ['here', 'pullRequest'] },
  ]);
});

test('an installation sees only its own repositories', async () => {
  const { ask, installation, repository, contributor } = await libraryWorld();
  installation.repositoryIds = [];
  const query = 'query($r: ID!) { node(id: $r) { id } }';
  expect((await ask(query, { r: repository.nodeId })).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  expect((await ask(query, { r: repository.nodeId }, contributor.token)).errors).toBeUndefined();
});

test.each([
  ['contents', 'object(expression: "main") { oid }'],
  ['contents', 'defaultBranchRef { name }'],
  ['pull_requests', 'pullRequest(number: 1) { id }'],
])('an App reads nothing without the permission %s: %s', async (permission, field) => {
  const { ask, app, openPullRequest } = await libraryWorld();
  await openPullRequest('pattern', { add: { a: 'a' } });
  const query = `{ repository(owner: "octo", name: "library") { ${field} } }`;
  expect((await ask(query)).errors).toBeUndefined();
  delete app.permissions[permission];
  expect((await ask(query)).errors).toMatchObject([
    { type: 'FORBIDDEN', message: 'Resource not accessible by integration' },
  ]);
});

test('a node is no way round a missing permission', async () => {
  const { ask, openPullRequest, tokenFor } = await libraryWorld();
  const { nodeId } = await openPullRequest('pattern', { add: { a: 'a' } });
  const query = 'query($id: ID!) { node(id: $id) { id } }';
  expect((await ask(query, { id: nodeId }, tokenFor({ pull_requests: 'read' }))).errors).toBeUndefined();
  expect((await ask(query, { id: nodeId }, tokenFor({ contents: 'read' }))).errors).toMatchObject([
    { type: 'FORBIDDEN', path: ['node'] },
  ]);
});
