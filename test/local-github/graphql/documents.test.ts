import { parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { githubSchema } from '../../../local-github/graphql/schema.ts';
import * as pullRequestDocuments from '../../../src/github/pull-request-documents.ts';
import { addedReadmesQuery } from '../../../src/github/read-added-readmes.ts';
import { mergedQuery } from '../../../src/github/read-merged.ts';
import * as repositoryDocuments from '../../../src/github/repository-documents.ts';
import * as writingDocuments from '../../../src/github/writing-documents.ts';
import { libraryWorld } from './library-world.ts';

const documents = { ...pullRequestDocuments, ...repositoryDocuments, ...writingDocuments };
const texts = Object.entries(documents).filter(([, text]) => typeof text === 'string');

test('the documents are there to be looked at', () => {
  expect(texts.length).toBeGreaterThanOrEqual(9);
});

test.each(texts)('%s fits the schema that GitHub publishes', (_, text) => {
  expect(validate(githubSchema(), parse(text))).toEqual([]);
});

test('the query for merged pull requests fits it too, whatever the folders are called', () => {
  const folders = ['patterns/ml/optimization/a', 'patterns/ml/optimization/"b\\\n'];
  expect(validate(githubSchema(), parse(mergedQuery('a'.repeat(40), folders)))).toEqual([]);
});

test('the query for what other pull requests add fits it as well', () => {
  expect(validate(githubSchema(), parse(addedReadmesQuery([1, 22, 333])))).toEqual([]);
});

test('the schema check is not blind', () => {
  const [error] = validate(githubSchema(), parse('{ viewer { shoeSize } }'));
  expect(error?.message).toContain('shoeSize');
});

test('the snapshot has everything a review starts from', async () => {
  const { ask, openPullRequest, repository, app, contributor } = await libraryWorld();
  const pullRequest = await openPullRequest('pattern', {
    add: { 'patterns/ml/optimization/x/README.md': '---\n' },
    remove: ['README.md'],
  });
  pullRequest.reviews.push({
    id: 900,
    nodeId: 'PRR_900',
    author: { login: 'olive', kind: 'user' },
    state: 'APPROVED',
    commitOid: pullRequest.headOid,
    body: '',
    comments: [],
    createdAt: '2026-01-03T00:00:00Z',
    submittedAt: '2026-01-03T00:00:00Z',
  });
  await ask(
    'mutation($r: ID!, $p: ID!, $sha: GitObjectID!) { createCheckRun(input: { repositoryId: $r, name: "Pattern Librarian", headSha: $sha, externalId: "hash" }) { checkRun { id } } addComment(input: { subjectId: $p, body: "hello" }) { subject { id } } }',
    { r: repository.nodeId, p: pullRequest.nodeId, sha: pullRequest.headOid },
  );
  const variables = { repositoryId: repository.nodeId, number: 1, app: app.id };
  const { data, errors } = await ask(documents.snapshotQuery, variables);
  expect(errors).toBeUndefined();
  expect(data.viewer.login).toBe('pattern-librarian[bot]');
  expect(data.node.pullRequest).toMatchObject({
    number: 1,
    state: 'OPEN',
    author: { login: contributor.login },
    baseRefName: 'main',
    headRefOid: pullRequest.headOid,
    changedFiles: 2,
    comments: { nodes: [{ body: 'hello', viewerDidAuthor: true }] },
    latestOpinionatedReviews: {
      nodes: [{ state: 'APPROVED', author: { login: 'olive' }, commit: { oid: pullRequest.headOid } }],
    },
  });
  expect(data.node.pullRequest.files.nodes).toEqual([
    { path: 'README.md', changeType: 'DELETED' },
    { path: 'patterns/ml/optimization/x/README.md', changeType: 'ADDED' },
  ]);
  const [last] = data.node.pullRequest.commits.nodes;
  expect(last.commit.oid).toBe(pullRequest.headOid);
  expect(last.commit.checkSuites.nodes[0].checkRuns.nodes).toMatchObject([
    { externalId: 'hash', status: 'QUEUED' },
  ]);
});

test('a sweep finds the open pull requests, and further pages carry on where the last one ended', async () => {
  const { ask, openPullRequest, repository, world } = await libraryWorld();
  const pullRequest = await openPullRequest('pattern', {
    add: Object.fromEntries(Array.from({ length: 120 }, (_, place) => [`patterns/f${1000 + place}`, 'x'])),
  });
  const closed = await openPullRequest('other', { add: { a: 'a' } });
  closed.state = 'CLOSED';
  repository.mergeQueue.push({ nodeId: 'MQE_1', pullRequest: 1, headOid: pullRequest.headOid });
  const open = await ask(documents.openPullRequestsQuery, { repositoryId: repository.nodeId });
  expect(open.errors).toBeUndefined();
  expect(open.data.node.pullRequests.nodes).toEqual([
    { number: 1, headRefOid: pullRequest.headOid, updatedAt: pullRequest.changedAt },
  ]);
  expect(open.data.node.mergeQueue.entries.nodes).toEqual([{ headCommit: { oid: pullRequest.headOid } }]);

  const variables = { repositoryId: repository.nodeId, number: 1, app: 1 };
  const snapshot = await ask(documents.snapshotQuery, variables);
  const { nodes, pageInfo } = snapshot.data.node.pullRequest.files;
  expect([nodes.length, pageInfo.hasNextPage]).toEqual([100, true]);
  const more = { pullRequestId: pullRequest.nodeId, after: pageInfo.endCursor };
  const files = (await ask(documents.moreFilesQuery, more)).data.node.files;
  expect(files.pageInfo.hasNextPage).toBe(false);
  const paths = [...nodes, ...files.nodes].map(({ path }: { path: string }) => path);
  expect([new Set(paths).size, paths.at(-1)]).toEqual([120, 'patterns/f1119']);

  for (let place = 0; place < 101; place++) {
    const id = world.nextId();
    const at = '2026-01-02T00:00:00Z';
    const author = { login: 'casey', kind: 'user' as const };
    pullRequest.comments.push({
      id,
      nodeId: `IC_${id}`,
      author,
      body: `${place}`,
      createdAt: at,
      updatedAt: at,
      edits: [],
      reactions: [],
    });
    repository.labels.push({
      id,
      nodeId: `LA_${id}`,
      name: `label ${place}`,
      color: '000000',
      description: '',
    });
  }
  const full = (await ask(documents.snapshotQuery, variables)).data.node;
  const comments = await ask(documents.moreCommentsQuery, {
    pullRequestId: pullRequest.nodeId,
    after: full.pullRequest.comments.pageInfo.endCursor,
  });
  expect(comments.data.node.comments.nodes).toMatchObject([{ body: '100', viewerDidAuthor: false }]);
  const labels = await ask(documents.moreLabelsQuery, {
    repositoryId: repository.nodeId,
    after: full.labels.pageInfo.endCursor,
  });
  expect(labels.data.node.labels.nodes).toMatchObject([{ name: 'label 100' }]);
});

test('the standing mutations are carried out', async () => {
  const { ask, repository } = await libraryWorld();
  const label = await ask(documents.labelQuery, { repositoryId: repository.nodeId, name: 'no such' });
  expect(label.data.node.label).toBeNull();

  const head = await ask(
    'query($r: ID!) { node(id: $r) { ... on Repository { object(expression: "main") { oid } } } }',
    { r: repository.nodeId },
  );
  const commitInput = {
    branch: { repositoryNameWithOwner: 'octo/library', branchName: 'main' },
    expectedHeadOid: head.data.node.object.oid,
    message: { headline: 'Update the index' },
    fileChanges: { additions: [{ path: 'patterns/ml/INDEX.md', contents: btoa('# Index\n') }] },
  };
  const made = await ask(documents.createCommitMutation, { input: commitInput });
  expect(made.errors).toBeUndefined();
  expect(made.data.createCommitOnBranch.commit.url).toMatch(/\/octo\/library\/commit\/[0-9a-f]{40}$/);
});
