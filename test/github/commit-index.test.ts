import { expect, test } from 'vitest';
import { commitFiles } from '../../src/github/commit-index.ts';
import { graphqlError, scriptedGitHub } from '../jobs/scripted-github.ts';

const branch = {
  nameWithOwner: 'octo/library',
  branch: 'main',
  oid: 'a'.repeat(40),
  recent: [],
  toldIds: [],
};
const message = { headline: 'Update the pattern index', body: 'Why.' };
const changes = {
  additions: { 'patterns/ml/INDEX.md': '# Ünïcode\n', 'patterns/ml/index.json': '{}\n' },
  deletions: ['patterns/ml/serving/index.json'],
};
const commitWith = (answer: unknown) => {
  const { github, sent } = scriptedGitHub({ CommitIndex: [answer] });
  return { sent, result: commitFiles(github, branch, message, changes) };
};

test('files are committed on exactly the commit that was read, once', async () => {
  const { sent, result } = commitWith({ createCommitOnBranch: { commit: { oid: 'b'.repeat(40) } } });
  expect(await result).toEqual({ kind: 'committed', oid: 'b'.repeat(40) });
  const additions = [
    { path: 'patterns/ml/INDEX.md', contents: 'IyDDnG7Dr2NvZGUK' },
    { path: 'patterns/ml/index.json', contents: 'e30K' },
  ];
  const input = {
    branch: { repositoryNameWithOwner: 'octo/library', branchName: 'main' },
    expectedHeadOid: 'a'.repeat(40),
    message,
    fileChanges: { additions, deletions: [{ path: 'patterns/ml/serving/index.json' }] },
  };
  expect(sent).toEqual([{ operation: 'CommitIndex', variables: { input, request: { retries: 0 } } }]);
});

test.each([
  { createCommitOnBranch: null },
  { createCommitOnBranch: { commit: null } },
  { createCommitOnBranch: {} },
])('a commit that GitHub does not name is one: %j', async answer => {
  expect(await commitWith(answer).result).toEqual({ kind: 'committed', oid: null });
});

test.each([
  [{ type: 'STALE_DATA', message: 'x' }],
  // GitHub Enterprise Servers tell it without a type.
  [{ message: 'Expected branch to point to "a" but it did not.  Pull and try again.' }],
])('a branch that has moved is no failure: %j', async error => {
  expect(await commitWith(graphqlError(error)).result).toEqual({ kind: 'stale' });
});

test.each([
  { type: 'FORBIDDEN', message: 'Resource not accessible by integration' },
  { type: 'BRANCH_PROTECTION_RULE_VIOLATION', message: 'x' },
  { type: 'UNPROCESSABLE', message: 'Changes must be made through the merge queue: Protected branch' },
  { type: 'UNPROCESSABLE', message: 'Repository rule violations found' },
  { type: 'UNPROCESSABLE', message: 'You are not authorized to push to this branch' },
])('a branch that is closed to the App is told with the reason: %j', async error => {
  const reason = error.message;
  expect(await commitWith(graphqlError(error)).result).toEqual({ kind: 'refused', reason });
});

test('of several errors the first that is known counts', async () => {
  const [unknown, stale] = [
    { type: 'UNPROCESSABLE', message: 'A path is malformed' },
    { type: 'STALE_DATA', message: 'x' },
  ];
  expect(await commitWith(graphqlError(unknown, stale)).result).toEqual({ kind: 'stale' });
});

test.each([
  graphqlError({ type: 'UNPROCESSABLE', message: 'A path is malformed' }),
  graphqlError({ message: 'Something went wrong' }),
  graphqlError(),
  new Error('fetch failed'),
  Object.assign(new Error('strange'), { errors: 'protected' }),
])('anything else fails: %s', async error => {
  await expect(commitWith(error).result).rejects.toThrow(error);
});

test.each([null, undefined, 'protected', 7])(
  'what is thrown and no error at all fails, too: %j',
  async thrown => {
    const github = { graphql: () => Promise.reject(thrown) } as never;
    await expect(commitFiles(github, branch, message, changes)).rejects.toBe(thrown);
  },
);
