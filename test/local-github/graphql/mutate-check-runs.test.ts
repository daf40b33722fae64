import { expect, test } from 'vitest';
import { worldWithPullRequest } from './library-world.ts';

const CHECK_RUN =
  'mutation($input: CreateCheckRunInput!) { createCheckRun(input: $input) { checkRun { id databaseId status conclusion annotations(first: 100) { totalCount nodes { path annotationLevel location { start { line column } } } } } } }';
const UPDATE_RUN =
  'mutation($input: UpdateCheckRunInput!) { updateCheckRun(input: $input) { checkRun { id status conclusion title summary annotations(first: 1) { totalCount } } } }';
const ADD_COMMENT =
  'mutation($id: ID!, $body: String!) { addComment(input: { subjectId: $id, body: $body }) { commentEdge { node { id author { __typename login } } } } }';
const annotation = (line: number) => ({
  path: 'a.md',
  location: { startLine: line, endLine: line, startColumn: 1, endColumn: 2 },
  annotationLevel: 'FAILURE',
  message: 'wrong',
});

test('annotations are added to those already there, fifty to a request', async () => {
  const { ask, pullRequest, repository } = await worldWithPullRequest();
  const fifty = Array.from({ length: 50 }, (_, place) => annotation(place + 1));
  const output = { title: 'Wrong', summary: 'So it is', annotations: fifty };
  const base = { repositoryId: repository.nodeId, headSha: pullRequest.headOid, name: 'patterns' };
  const tooMany = { ...output, annotations: [...fifty, annotation(51)] };
  expect((await ask(CHECK_RUN, { input: { ...base, output: tooMany } })).errors).toMatchObject([
    { type: 'UNPROCESSABLE' },
  ]);
  const made = await ask(CHECK_RUN, { input: { ...base, status: 'IN_PROGRESS', output } });
  const { id, ...run } = made.data.createCheckRun.checkRun;
  expect(run).toMatchObject({ status: 'IN_PROGRESS', conclusion: null, annotations: { totalCount: 50 } });
  expect(run.annotations.nodes[1]).toEqual({
    path: 'a.md',
    annotationLevel: 'FAILURE',
    location: { start: { line: 2, column: 1 } },
  });
  const update = {
    repositoryId: repository.nodeId,
    checkRunId: id,
    status: 'COMPLETED',
    conclusion: 'FAILURE',
    output: { ...output, annotations: [annotation(51)] },
  };
  expect((await ask(UPDATE_RUN, { input: update })).data.updateCheckRun.checkRun).toEqual({
    id,
    status: 'COMPLETED',
    conclusion: 'FAILURE',
    title: 'Wrong',
    summary: 'So it is',
    annotations: { totalCount: 51 },
  });
});

test('of runs with one name in a suite the last is the latest, and each App has its own suite', async () => {
  const { ask, app, pullRequest, repository, world } = await worldWithPullRequest();
  const input = {
    repositoryId: repository.nodeId,
    headSha: pullRequest.headOid,
    name: 'patterns',
    conclusion: 'FAILURE',
  };
  await ask(CHECK_RUN, { input });
  await ask(CHECK_RUN, { input: { ...input, conclusion: 'SUCCESS' } });
  await ask(CHECK_RUN, { input: { ...input, name: 'other' } });
  repository.checkSuites.push({
    id: world.nextId(),
    nodeId: 'CS_x',
    appId: app.id + 1000,
    rerequested: false,
    headOid: pullRequest.headOid,
    runs: [],
  });
  const runs = (filter: string) => `checkRuns(first: 9, filterBy: ${filter}) { nodes { name conclusion } }`;
  const suites = (fields: string) =>
    `query($r: ID!, $app: Int!) { node(id: $r) { ... on Repository { object(expression: "${pullRequest.headOid}") { ... on Commit { mine: checkSuites(first: 9, filterBy: { appId: $app }) { nodes { ${fields} } } all: checkSuites(first: 9) { totalCount } } } } } }`;
  const fields = `latest: ${runs('{ checkName: "patterns", checkType: LATEST }')} all: ${runs('{ checkType: ALL }')} failed: ${runs('{ conclusions: [FAILURE] }')}`;
  const { data, errors } = await ask(suites(fields), { r: repository.nodeId, app: app.id });
  expect(errors).toBeUndefined();
  expect(data.node.object.all.totalCount).toBe(2);
  const [suite] = data.node.object.mine.nodes;
  expect(suite.latest.nodes).toEqual([{ name: 'patterns', conclusion: 'SUCCESS' }]);
  expect(suite.all.nodes).toHaveLength(3);
  expect(suite.failed.nodes.map(({ name }: { name: string }) => name)).toEqual(['patterns', 'other']);
});

const output = (fields: object) => ({ output: { title: 't', summary: 's', ...fields } });
test('no check run beyond what GitHub takes', async () => {
  const { ask, pullRequest, repository } = await worldWithPullRequest();
  const base = { repositoryId: repository.nodeId, headSha: pullRequest.headOid, name: 'patterns' };
  const cases = [
    ['a summary over 65,535 bytes', output({ summary: 'é'.repeat(32_768) })],
    ['a text over 65,535 bytes', output({ text: 'x'.repeat(65_536) })],
    ['a title over 255 characters', output({ title: 'x'.repeat(256) })],
    [
      'an annotation outside the repository',
      output({ annotations: [{ ...annotation(1), path: '/etc/passwd' }] }),
    ],
    ['an annotation on line 0', output({ annotations: [annotation(0)] })],
    [
      'an annotation that ends before it starts',
      output({ annotations: [{ ...annotation(1), location: { startLine: 2, endLine: 1 } }] }),
    ],
    [
      'columns over several lines',
      output({ annotations: [{ ...annotation(1), location: { startLine: 1, endLine: 2, startColumn: 1 } }] }),
    ],
    ['an annotation without a message', output({ annotations: [{ ...annotation(1), message: '' }] })],
    ['a conclusion before its end', { status: 'IN_PROGRESS', conclusion: 'SUCCESS' }],
    ['an end without a conclusion', { status: 'COMPLETED' }],
    ['no name', { name: '' }],
    ['an unknown commit', { headSha: '1'.repeat(40) }],
  ] as const;
  for (const [name, given] of cases) {
    const { errors } = await ask(CHECK_RUN, { input: { ...base, ...given } });
    expect(errors, name).toMatchObject([{ type: 'UNPROCESSABLE', path: ['createCheckRun'] }]);
    expect(repository.checkSuites, name).toEqual([]);
  }
});

test('check runs are for Apps, and each changes only its own', async () => {
  const { ask, app, maintainer, pullRequest, repository, tokenFor, world } = await worldWithPullRequest();
  const input = { repositoryId: repository.nodeId, headSha: pullRequest.headOid, name: 'patterns' };
  expect((await ask(CHECK_RUN, { input }, maintainer.token)).errors).toMatchObject([
    { type: 'FORBIDDEN', message: 'You must authenticate via a GitHub App.' },
  ]);
  const checkRunId = (await ask(CHECK_RUN, { input })).data.createCheckRun.checkRun.id;
  const other = { ...app, id: world.nextId(), slug: 'other' };
  const installation = {
    id: world.nextId(),
    appId: other.id,
    account: 'octo',
    repositoryIds: [repository.id],
    suspendedAt: null,
    tokens: [],
  };
  world.state.apps.push(other);
  world.state.installations.push(installation);
  const token = tokenFor(undefined, { app: other, installation });
  const update = { input: { repositoryId: repository.nodeId, checkRunId, conclusion: 'SUCCESS' } };
  expect((await ask(UPDATE_RUN, update, token)).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect((await ask(UPDATE_RUN, update)).errors).toBeUndefined();
});

test('a token for less writes no more than it may', async () => {
  const { ask, pullRequest, repository, tokenFor, contributor } = await worldWithPullRequest();
  const reader = tokenFor({ contents: 'read', pull_requests: 'read', checks: 'read', issues: 'read' });
  const refused = { type: 'FORBIDDEN', message: 'Resource not accessible by integration' };
  const input = { repositoryId: repository.nodeId, headSha: pullRequest.headOid, name: 'patterns' };
  expect((await ask(CHECK_RUN, { input }, reader)).errors).toMatchObject([refused]);
  expect((await ask(ADD_COMMENT, { id: pullRequest.nodeId, body: 'x' }, reader)).errors).toMatchObject([
    refused,
  ]);
  const label =
    'mutation($r: ID!) { createLabel(input: { repositoryId: $r, name: "x", color: "ffffff" }) { label { id } } }';
  expect((await ask(label, { r: repository.nodeId }, reader)).errors).toMatchObject([refused]);
  expect((await ask(label, { r: repository.nodeId }, contributor.token)).errors).toMatchObject([
    { type: 'FORBIDDEN' },
  ]);
  expect(
    (await ask(ADD_COMMENT, { id: pullRequest.nodeId, body: 'x' }, contributor.token)).errors,
  ).toBeUndefined();
});
