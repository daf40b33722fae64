import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createToken } from '../../local-github/actions/create-token.ts';
import { fixedClock } from '../../local-github/fixed-clock.ts';
import { person } from '../../local-github/person.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { install } from '../../local-github/setup/installations.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import { appWithInbox, claimsOf, jwt, rest, temporaryFolder } from './scene.ts';

const QUERY = `{ repository(owner: "octo", name: "library") { id pullRequest(number: 1) {
  id url createdAt headRefOid baseRefOid
  comments(first: 9) { nodes { id body createdAt lastEditedAt userContentEdits(first: 9) { nodes { id editedAt } } } }
  reviews(first: 9) { nodes { id submittedAt comments(first: 9) { nodes { id line } } } }
  timelineItems(first: 9, itemTypes: [LABELED_EVENT]) { nodes { ... on LabeledEvent { id createdAt } } }
} } }`;

/** The same steps by people and Git, and what is then to be read of them. */
async function recording(): Promise<{ text: string; head: string }> {
  const clock = fixedClock('2026-03-01T12:00:00Z');
  const github = await startLocalGitHub({ now: clock.now });
  onTestFinished(github.close);
  const { world } = github;
  const [octo, casey] = [addUser(world, 'octo'), addUser(world, 'casey')];
  const files = { 'a.md': 'one\ntwo\n' };
  const collaborators = [{ login: 'casey', permission: 'write' as const }];
  const repository = await addRepository(world, { owner: 'octo', name: 'library', files, collaborators });
  const { app } = await appWithInbox(github, {
    permissions: { pull_requests: 'write' },
    events: ['pull_request'],
  });
  const installation = install(world, app, [repository]);
  clock.advance(60);
  const author = person(world, casey);
  const clone = await author.clone(repository, join(await temporaryFolder(), 'clone'));
  await clone.push('change', { 'a.md': 'one\n2\n' });
  await author.open(repository, { title: 'Change', head: 'change' });
  clock.advance(60);
  const issue = '/repos/octo/library/issues/1';
  const { body } = await author.api('POST', `${issue}/comments`, { body: '- [ ] judged' });
  await author.api('PATCH', `/repos/octo/library/issues/comments/${body?.id}`, { body: '- [x] judged' });
  await author.api('POST', `${issue}/labels`, { labels: ['new'] });
  const comments = [{ path: 'a.md', line: 2, body: 'x' }];
  await person(world, octo).api('POST', '/repos/octo/library/pulls/1/reviews', {
    event: 'COMMENT',
    comments,
  });
  const made = createToken(world, app, installation);
  if (!made.ok) throw new Error(made.reason);
  const answer = await fetch(`${github.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${made.token.token}` },
    body: JSON.stringify({ query: QUERY }),
  });
  const text = (await answer.text()).replaceAll(github.url, 'https://github.example');
  return { text, head: repository.pullRequests[0]?.headOid ?? '' };
}

test('with a clock that stands still, the same steps give the same ids, times and commits', async () => {
  const [first, second] = [await recording(), await recording()];
  expect(first.text).toBe(second.text);
  const { errors, data } = JSON.parse(first.text);
  expect(errors).toBeUndefined();
  expect(data.repository.pullRequest).toMatchObject({
    headRefOid: first.head,
    createdAt: '2026-03-01T12:01:00.000Z',
    comments: { nodes: [{ lastEditedAt: '2026-03-01T12:02:00.000Z' }] },
    reviews: { nodes: [{ comments: { nodes: [{ line: 2 }] } }] },
    timelineItems: { nodes: [{ createdAt: '2026-03-01T12:02:00.000Z' }] },
  });
});

test('credentials go by the machine’s clock, so that Apps can work in a world of another time', async () => {
  const github = await startLocalGitHub({ now: fixedClock('2020-01-01T00:00:00Z').now });
  onTestFinished(github.close);
  const { app, privateKey } = await appWithInbox(github, { permissions: {}, events: [] });
  expect((await rest(github, jwt(claimsOf(app), privateKey), 'GET /app')).status).toBe(200);
});
