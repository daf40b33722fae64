import { expect, test } from 'vitest';
import { libraryWorld, sent, worldWithPullRequest } from './library-world.ts';

test('labels go on and off one by one, with who did it', async () => {
  const library = await worldWithPullRequest();
  const { ask, pullRequest, repository, maintainer } = library;
  const create =
    'mutation($r: ID!) { a: createLabel(input: { repositoryId: $r, name: "a", color: "ffffff" }) { label { id } } b: createLabel(input: { repositoryId: $r, name: "b", color: "000000", description: "B" }) { label { id } } }';
  const { a, b } = (await ask(create, { r: repository.nodeId })).data;
  const ids = [a.label.id, b.label.id];
  const add =
    'mutation($p: ID!, $ids: [ID!]!) { addLabelsToLabelable(input: { labelableId: $p, labelIds: $ids }) { labelable { labels(first: 9) { nodes { name color description } } } } }';
  const added = await ask(add, { p: pullRequest.nodeId, ids: [...ids, ids[0]] });
  expect(added.data.addLabelsToLabelable.labelable.labels.nodes).toEqual([
    { name: 'a', color: 'ffffff', description: null },
    { name: 'b', color: '000000', description: 'B' },
  ]);
  const remove =
    'mutation($p: ID!, $ids: [ID!]!) { removeLabelsFromLabelable(input: { labelableId: $p, labelIds: $ids }) { labelable { labels(first: 9) { nodes { name } } } } }';
  const removed = await ask(remove, { p: pullRequest.nodeId, ids: [ids[0]] }, maintainer.token);
  expect(removed.data.removeLabelsFromLabelable.labelable.labels.nodes).toEqual([{ name: 'b' }]);
  const timeline = await ask(
    'query($p: ID!) { node(id: $p) { ... on PullRequest { timelineItems(first: 9, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) { nodes { __typename ... on LabeledEvent { id createdAt actor { login } label { name } } ... on UnlabeledEvent { id createdAt actor { login } label { name } } } } } } }',
    { p: pullRequest.nodeId },
  );
  const event = (__typename: string, login: string, name: string) => ({
    __typename,
    id: expect.stringMatching(__typename === 'LabeledEvent' ? /^LE_/ : /^UNLE_/),
    createdAt: expect.stringMatching(/^2026-01-01T/),
    actor: { login },
    label: { name },
  });
  expect(timeline.data.node.timelineItems.nodes).toEqual([
    event('LabeledEvent', 'pattern-librarian', 'a'),
    event('LabeledEvent', 'pattern-librarian', 'b'),
    event('UnlabeledEvent', 'olive', 'a'),
  ]);
  expect(sent(library).slice(2)).toEqual([
    'pull_request.labeled',
    'pull_request.labeled',
    'pull_request.unlabeled',
  ]);
});

test('no label beyond what GitHub takes', async () => {
  const { ask, repository } = await libraryWorld();
  const query = 'mutation($input: CreateLabelInput!) { createLabel(input: $input) { label { id } } }';
  const cases = [
    ['a colour with #', { name: 'x', color: '#ffffff' }],
    ['a short colour', { name: 'x', color: 'fff' }],
    ['no name', { name: ' ', color: 'ffffff' }],
    ['51 characters of name', { name: 'x'.repeat(51), color: 'ffffff' }],
    ['101 characters of description', { name: 'x', color: 'ffffff', description: 'x'.repeat(101) }],
  ] as const;
  for (const [name, given] of cases) {
    const { errors } = await ask(query, { input: { repositoryId: repository.nodeId, ...given } });
    expect(errors, name).toMatchObject([{ type: 'UNPROCESSABLE', path: ['createLabel'] }]);
    expect(repository.labels, name).toEqual([]);
  }
});

test('a pull request has at most a hundred labels, and the hundred-and-first changes nothing', async () => {
  const { ask, pullRequest, repository, world } = await worldWithPullRequest();
  for (let place = 0; place < 101; place++) {
    const id = world.nextId();
    repository.labels.push({ id, nodeId: `LA_${id}`, name: `l${place}`, color: 'ffffff', description: '' });
  }
  pullRequest.labels = repository.labels.slice(0, 99).map(({ name }) => name);
  const add =
    'mutation($p: ID!, $ids: [ID!]!) { addLabelsToLabelable(input: { labelableId: $p, labelIds: $ids }) { clientMutationId } }';
  const ids = repository.labels.slice(99).map(({ nodeId }) => nodeId);
  expect((await ask(add, { p: pullRequest.nodeId, ids })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }]);
  expect(pullRequest.labels).toHaveLength(99);
  expect((await ask(add, { p: pullRequest.nodeId, ids: ids.slice(1) })).errors).toBeUndefined();
});
