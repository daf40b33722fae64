import { expect, test } from 'vitest';
import { openPullRequest } from '../../local-github/actions/open-pull-request.ts';
import { worldWithPullRequest } from './graphql/library-world.ts';
import { commitTo, rest, scene } from './scene.ts';

const ADD =
  'mutation($id: ID!, $content: ReactionContent!) { addReaction(input: { subjectId: $id, content: $content }) { reaction { content } subject { id } } }';
const REMOVE = ADD.replace('addReaction', 'removeReaction');
const GROUPS =
  'query($id: ID!) { node(id: $id) { ... on IssueComment { reactionGroups { content viewerHasReacted reactors(first: 9) { nodes { ... on Bot { login } ... on User { login } } } } } } }';

test('an App reacts and takes it back, and knows its own reaction from others', async () => {
  const { ask, pullRequest, contributor } = await worldWithPullRequest();
  const made = await ask(
    'mutation($p: ID!) { addComment(input: { subjectId: $p, body: "/patterns help" }) { commentEdge { node { id } } } }',
    { p: pullRequest.nodeId },
    contributor.token,
  );
  const { id } = made.data.addComment.commentEdge.node;
  for (let times = 0; times < 2; times++) {
    const { data } = await ask(ADD, { id, content: 'EYES' });
    expect(data.addReaction).toEqual({ reaction: { content: 'EYES' }, subject: { id } });
  }
  await ask(ADD, { id, content: 'HEART' }, contributor.token);
  const groups = (await ask(GROUPS, { id })).data.node.reactionGroups;
  expect(groups).toHaveLength(8);
  expect(
    groups.filter(({ reactors }: { reactors: { nodes: object[] } }) => reactors.nodes.length > 0),
  ).toEqual([
    { content: 'HEART', viewerHasReacted: false, reactors: { nodes: [{ login: 'casey' }] } },
    { content: 'EYES', viewerHasReacted: true, reactors: { nodes: [{ login: 'pattern-librarian' }] } },
  ]);
  expect((await ask(REMOVE, { id, content: 'HEART' })).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  expect((await ask(REMOVE, { id, content: 'EYES' })).errors).toBeUndefined();
  expect(pullRequest.comments[0]?.reactions).toMatchObject([{ content: 'HEART', actor: { login: 'casey' } }]);
});

test('an App without the permission to write does not react', async () => {
  const { ask, pullRequest, tokenFor, contributor } = await worldWithPullRequest();
  await ask(
    'mutation($p: ID!) { addComment(input: { subjectId: $p, body: "x" }) { clientMutationId } }',
    { p: pullRequest.nodeId },
    contributor.token,
  );
  const reader = tokenFor({ pull_requests: 'read', issues: 'read' });
  const id = pullRequest.comments[0]?.nodeId;
  expect((await ask(ADD, { id, content: 'EYES' }, reader)).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
});

test('people react by REST, once each, and everybody sees it', async () => {
  const github = await scene();
  const { world, repository, contributor, stranger } = github;
  await commitTo(github, 'change', { 'x.txt': 'x' });
  const author = { login: 'contributor', kind: 'user' } as const;
  const input = { title: 'Change', body: '', head: 'change', base: 'main', draft: false };
  await openPullRequest(world, repository, input, author);
  const written = await rest(github, contributor.token, 'POST /repos/octo/library/issues/1/comments', {
    body: 'x',
  });
  const path = `/repos/octo/library/issues/comments/${written.body.id}`;
  const react = (content: string) => rest(github, stranger.token, `POST ${path}/reactions`, { content });
  expect(await react('eyes')).toMatchObject({
    status: 201,
    body: { content: 'eyes', user: { login: 'stranger' } },
  });
  expect((await react('eyes')).status).toBe(200);
  expect((await react('+1')).status).toBe(201);
  expect((await react('party')).status).toBe(422);
  const listed = await rest(github, contributor.token, `GET ${path}/reactions`);
  expect(listed).toMatchObject({ status: 200, body: [{ content: 'eyes' }, { content: '+1' }] });
  const wanted = `GET ${path}/reactions?content=${encodeURIComponent('+1')}`;
  expect((await rest(github, contributor.token, wanted)).body).toMatchObject([{ content: '+1' }]);
  expect((await rest(github, contributor.token, `GET ${path}`)).body).toMatchObject({
    reactions: { total_count: 2, '+1': 1, eyes: 1, heart: 0 },
  });
});
