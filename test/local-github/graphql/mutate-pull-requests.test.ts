import { expect, test } from 'vitest';
import { fork } from '../../../local-github/actions/fork.ts';
import { commit, libraryWorld, sent, worldWithPullRequest } from './library-world.ts';

const CREATE =
  'mutation($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest { id number title isDraft author { login } headRefName baseRefName } } }';
const UPDATE =
  'mutation($input: UpdatePullRequestInput!) { updatePullRequest(input: $input) { pullRequest { state title body } } }';

test('the App opens a pull request from a branch and finds it again', async () => {
  const library = await libraryWorld();
  const { ask, repository } = library;
  await commit(repository, 'index', { add: { 'INDEX.md': 'x' } });
  const input = {
    repositoryId: repository.nodeId,
    headRefName: 'index',
    baseRefName: 'main',
    title: 'Index',
    body: 'New.',
  };
  const { data, errors } = await ask(CREATE, { input });
  expect(errors).toBeUndefined();
  expect(data.createPullRequest.pullRequest).toMatchObject({
    number: 1,
    isDraft: false,
    author: { login: 'pattern-librarian' },
    headRefName: 'index',
  });
  expect(sent(library)).toEqual(['pull_request.opened']);
  const search =
    '{ repository(owner: "octo", name: "library") { pullRequests(states: [OPEN], headRefName: "index", first: 2) { nodes { number } } none: pullRequests(headRefName: "other", first: 2) { totalCount } } }';
  expect((await ask(search)).data.repository).toEqual({
    pullRequests: { nodes: [{ number: 1 }] },
    none: { totalCount: 0 },
  });
  expect((await ask(CREATE, { input })).errors).toMatchObject([
    { type: 'UNPROCESSABLE', message: expect.stringContaining('already exists') },
  ]);
});

test('a person opens one from a fork', async () => {
  const { ask, repository, world, contributor } = await libraryWorld();
  const made = await fork(world, repository, 'casey', { name: 'library', onlyDefaultBranch: true });
  if (!made.ok) throw new Error(made.reason);
  await commit(made.repository, 'idea', { add: { a: 'a' } });
  const input = {
    repositoryId: repository.nodeId,
    headRepositoryId: made.repository.nodeId,
    headRefName: 'idea',
    baseRefName: 'main',
    title: 'Idea',
    draft: true,
  };
  const { data, errors } = await ask(CREATE, { input }, contributor.token);
  expect(errors).toBeUndefined();
  expect(data.createPullRequest.pullRequest).toMatchObject({ isDraft: true, author: { login: 'casey' } });
});

test('text and state change, by those who may', async () => {
  const library = await worldWithPullRequest();
  const { ask, contributor, pullRequest, world } = library;
  const input = { pullRequestId: pullRequest.nodeId, title: 'Better', state: 'CLOSED' };
  const stranger = { id: 9999, nodeId: 'U_x', login: 'sam', token: 'sam' };
  world.state.users.push(stranger);
  expect((await ask(UPDATE, { input }, stranger.token)).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect((await ask(UPDATE, { input }, contributor.token)).data.updatePullRequest.pullRequest).toMatchObject({
    state: 'CLOSED',
    title: 'Better',
  });
  expect(sent(library)).toEqual(['pull_request.edited', 'pull_request.closed']);
  expect(
    (await ask(UPDATE, { input: { pullRequestId: pullRequest.nodeId, state: 'OPEN' } })).errors,
  ).toBeUndefined();
  const { errors } = await ask(UPDATE, { input: { pullRequestId: pullRequest.nodeId, milestoneId: 'M_1' } });
  expect(errors).toMatchObject([
    { message: 'The local GitHub does not implement the input field "milestoneId"' },
  ]);
});

test('drafts become ready and drafts again', async () => {
  const library = await worldWithPullRequest();
  const { ask, contributor, pullRequest } = library;
  const change = (mutation: string) =>
    ask(
      `mutation($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`,
      { id: pullRequest.nodeId },
      contributor.token,
    );
  expect((await change('convertPullRequestToDraft')).data.convertPullRequestToDraft.pullRequest.isDraft).toBe(
    true,
  );
  expect(
    (await change('markPullRequestReadyForReview')).data.markPullRequestReadyForReview.pullRequest.isDraft,
  ).toBe(false);
  expect(sent(library)).toEqual(['pull_request.converted_to_draft', 'pull_request.ready_for_review']);
});
