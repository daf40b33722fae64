import { expect, test } from 'vitest';
import { addWorkflowRun, endWorkflowRun } from '../../local-github/actions/workflow-runs.ts';
import { commit, libraryWorld, sent } from './graphql/library-world.ts';

const path = '.github/workflows/reproduce.yml';
const files = { 'README.md': '# Library\n', [path]: 'on: pull_request\n' };
const suites = `checkSuites(first: 9) { nodes { app { slug } status conclusion createdAt updatedAt
  workflowRun { event url databaseId file { path } checkSuite { status } } } }`;
const query = (oid: string): string =>
  `query($r: ID!) { node(id: $r) { ... on Repository { object(oid: "${oid}") { ... on Commit { ${suites} } } } } }`;

test('a workflow run is a suite of GitHub Actions of its own, and its end is told', async () => {
  const library = await libraryWorld({ files });
  const { world, repository, ask } = library;
  const { headOid } = await library.openPullRequest('pattern', { add: { 'a.md': 'a' } });
  const input = { headOid, event: 'pull_request', path, conclusion: null };
  const running = await addWorkflowRun(world, repository, input);
  if (!running.ok) throw new Error(running.reason);
  expect(sent(library)).toEqual(['check_run.created']);
  await endWorkflowRun(world, repository, running.suite, 'FAILURE');
  expect(sent(library)).toEqual(['check_run.created', 'check_run.completed', 'check_suite.completed']);
  const told = library.events.at(-1)?.payload;
  const check_suite = {
    head_sha: headOid,
    status: 'completed',
    conclusion: 'failure',
    app: { slug: 'github-actions' },
  };
  expect(told).toMatchObject({ check_suite, sender: { login: 'github-actions[bot]', type: 'Bot' } });
  await addWorkflowRun(world, repository, { ...input, conclusion: 'SUCCESS' });

  const { data, errors } = await ask(query(headOid), { r: repository.nodeId });
  expect(errors).toBeUndefined();
  expect(data.node.object.checkSuites.nodes).toEqual(
    ['FAILURE', 'SUCCESS'].map(conclusion => ({
      app: { slug: 'github-actions' },
      status: 'COMPLETED',
      conclusion,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      workflowRun: {
        event: 'pull_request',
        url: expect.stringMatching(/\/octo\/library\/actions\/runs\/\d+$/),
        databaseId: expect.any(Number),
        file: { path },
        checkSuite: { status: 'COMPLETED' },
      },
    })),
  );
  const [first] = data.node.object.checkSuites.nodes;
  expect(first.updatedAt > first.createdAt).toBe(true);
});

test('the workflow of a suite is shown only with the permission for Actions', async () => {
  const { world, repository, ask, tokenFor, openPullRequest } = await libraryWorld({ files });
  const { headOid } = await openPullRequest('pattern', { add: { 'a.md': 'a' } });
  await addWorkflowRun(world, repository, { headOid, event: 'pull_request', path, conclusion: 'SUCCESS' });
  const token = tokenFor({ contents: 'read', checks: 'read' });
  const { errors } = await ask(query(headOid), { r: repository.nodeId }, token);
  expect(errors).toMatchObject([{ type: 'FORBIDDEN' }]);
});

test.each([
  [{ event: 'pull-request' }, 'No workflow runs on the event'],
  [{ path: 'reproduce.yml' }, 'is no place of a workflow'],
  [{ path: '.github/workflows/deep/reproduce.yml' }, 'is no place of a workflow'],
  [{ path: '.github/workflows/other.yml' }, 'There is no workflow'],
  [{ conclusion: 'success' }, 'cannot conclude'],
  [{ conclusion: 'STALE' }, 'cannot conclude'],
  [{ headOid: 'a'.repeat(40) }, 'No commit found'],
  [{ headOid: 'main' }, 'No commit found'],
])('GitHub has no run with %j', async (change, reason) => {
  const { world, repository, events } = await libraryWorld({ files });
  const headOid = await commit(repository, 'main', { add: { 'a.md': 'a' } });
  const input = { headOid, event: 'pull_request', path, conclusion: 'SUCCESS', ...change };
  expect(await addWorkflowRun(world, repository, input)).toEqual({
    ok: false,
    reason: expect.stringContaining(reason),
  });
  expect([repository.checkSuites, events]).toEqual([[], []]);
});

test('the history of a path, and the pull requests that a commit came with', async () => {
  const { ask, repository, openPullRequest } = await libraryWorld({ files });
  const one = await openPullRequest('one', { add: { 'a.md': 'a' } });
  const other = await openPullRequest('other', { add: { 'b.md': 'b' } });
  const ofHead = (oid: string, path: string) =>
    ask(
      `query($r: ID!) { node(id: $r) { ... on Repository { object(oid: "${oid}") { ... on Commit { history(first: 1, path: "${path}") { totalCount nodes { oid associatedPullRequests(first: 5) { nodes { number state } } } } } } } } }`,
      { r: repository.nodeId },
    );
  const found = async (oid: string, path: string) => {
    const { data, errors } = await ofHead(oid, path);
    expect(errors).toBeUndefined();
    return data.node.object.history;
  };
  expect(await found(one.headOid, 'a.md')).toEqual({
    totalCount: 1,
    nodes: [{ oid: one.headOid, associatedPullRequests: { nodes: [{ number: 1, state: 'OPEN' }] } }],
  });
  expect((await found(other.headOid, 'README.md')).nodes[0].associatedPullRequests.nodes).toEqual([]);
  expect(await found(one.headOid, 'b.md')).toEqual({ totalCount: 0, nodes: [] });
  // A path is a path: neither a pattern nor a command of Git.
  expect(await found(one.headOid, '*.md')).toMatchObject({ totalCount: 0 });
});
