import { expect, onTestFinished, test } from 'vitest';
import { createToken } from '../../local-github/actions/create-token.ts';
import { fixedClock } from '../../local-github/fixed-clock.ts';
import { githubLimits, type Limits } from '../../local-github/limits/limits.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { install, suspend, unsuspend } from '../../local-github/setup/installations.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import { deliveriesSettled } from '../../local-github/webhooks/delivery-queue.ts';
import { appWithInbox, commitTo, rest } from './scene.ts';

const LOOK = 'GET /repos/octo/library';
const READ = 'query Look { repository(owner: "octo", name: "library") { id defaultBranchRef { name } } }';
const NO_SUCH = 'mutation Write { addComment(input: { subjectId: "none", body: "x" }) { clientMutationId } }';

/** A GitHub whose clock stands still, with an installed App's token and a person's. */
async function limited(limits: Partial<Limits>) {
  const clock = fixedClock('2026-03-01T12:00:00Z');
  const github = await startLocalGitHub({ now: clock.now, limits });
  onTestFinished(github.close);
  const { world } = github;
  const owner = addUser(world, 'octo');
  const files = { 'README.md': '# Library\n' };
  const repository = await addRepository(world, { owner: 'octo', name: 'library', files });
  const manifest = {
    permissions: { contents: 'write', issues: 'write', pull_requests: 'write' } as const,
    events: ['pull_request'],
  };
  const { app, received } = await appWithInbox(github, manifest);
  const installation = install(world, app, [repository]);
  await deliveriesSettled(world);
  const made = createToken(world, app, installation);
  if (!made.ok) throw new Error(made.reason);
  const { token } = made.token;
  return { ...github, clock, app, installation, owner, repository, received, token, ask };

  async function ask(query: string, as = token) {
    const headers = { authorization: `bearer ${as}` };
    const answer = await fetch(`${github.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }
}

const quota = (headers: Headers): string[] =>
  ['limit', 'remaining', 'used', 'reset', 'resource'].map(
    name => headers.get(`x-ratelimit-${name}`) ?? 'missing',
  );
const noonPlus = (seconds: number): string => String(Date.parse('2026-03-01T12:00:00Z') / 1000 + seconds);

test('without further word the limits are GitHub’s own', async () => {
  const github = await limited({});
  expect(github.world.limits).toEqual(githubLimits());
  const { headers } = await rest(github, github.token, LOOK);
  expect(quota(headers)).toEqual(['5000', '4999', '1', noonPlus(3600), 'core']);
  const none = await rest(github, null, LOOK);
  expect(quota(none.headers).slice(0, 2)).toEqual(['60', '59']);
});

test('when the hour’s requests are used up, REST refuses until the reset that it names, each viewer for itself', async () => {
  const github = await limited({ appPerHour: 2 });
  await rest(github, github.token, LOOK);
  github.clock.advance(600);
  expect((await rest(github, github.token, LOOK)).status).toBe(200);
  const refused = await rest(github, github.token, LOOK);
  const message = `API rate limit exceeded for installation ID ${github.installation.id}.`;
  expect(refused).toMatchObject({ status: 403, body: { message } });
  expect(refused.headers.get('retry-after')).toBeNull();
  expect(quota(refused.headers)).toEqual(['2', '0', '2', noonPlus(3600), 'core']);
  expect((await rest(github, github.owner.token, LOOK)).status).toBe(200);
  expect((await github.ask(READ)).body).toMatchObject({ data: { repository: {} } });
  github.clock.advance(3000);
  const again = await rest(github, github.token, LOOK);
  expect(again.status).toBe(200);
  expect(quota(again.headers)).toEqual(['2', '1', '1', noonPlus(7200), 'core']);
});

test('GraphQL counts points, a hundred lists one, and tells under status 200 that they are used up', async () => {
  const github = await limited({ appPerHour: 4 });
  const { headers } = await github.ask(READ);
  expect(quota(headers)).toEqual(['4', '3', '1', noonPlus(3600), 'graphql']);
  const many = `{ repository(owner: "octo", name: "library") { pullRequests(first: 100) { nodes {
    labels(first: 1) { nodes { name } } comments(first: 1) { nodes { id } } reviews(first: 1) { nodes { id } } } } } }`;
  expect(quota((await github.ask(many)).headers)[2]).toBe('4');
  const refused = await github.ask(READ);
  const message = `API rate limit already exceeded for installation ID ${github.installation.id}.`;
  expect(refused).toMatchObject({
    status: 200,
    body: { errors: [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message }] },
  });
  expect(refused.body).not.toHaveProperty('data');
  expect(quota(refused.headers)[1]).toBe('0');
});

test('a write is five points of a minute’s, and what is refused is not carried out and says when to come back', async () => {
  const github = await limited({ restPointsPerMinute: 6 });
  await rest(github, github.token, 'POST /repos/octo/library/issues/1/comments', { body: 'x' });
  await rest(github, github.token, LOOK);
  github.clock.advance(20);
  const refused = await rest(github, github.token, LOOK);
  expect(refused).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('exceeded a secondary rate limit'), status: '403' },
  });
  expect(refused.headers.get('retry-after')).toBe('40');
  expect(quota(refused.headers).slice(0, 3)).toEqual(['5000', '4998', '2']);
  github.clock.advance(40);
  expect((await rest(github, github.token, LOOK)).status).toBe(200);
});

test.each([
  [200, { errors: [{ message: expect.stringContaining('secondary rate limit') }] }, 403],
  [403, { message: expect.stringContaining('secondary rate limit') }, 403],
  [429, { message: expect.stringContaining('secondary rate limit') }, 429],
] as const)('a secondary limit is told under %i', async (refusalStatus, body, restStatus) => {
  const github = await limited({ graphqlPointsPerMinute: 0, restPointsPerMinute: 0, refusalStatus });
  const told = await github.ask(READ);
  expect(told).toMatchObject({ status: refusalStatus === 429 ? 403 : refusalStatus, body });
  expect(told.headers.get('retry-after')).toBe('60');
  expect((await rest(github, github.token, LOOK)).status).toBe(restStatus);
});

test('content is created so many times a minute and an hour, by REST and GraphQL together; reading goes on', async () => {
  const github = await limited({ contentPerMinute: 2, contentPerHour: 3 });
  const write = () => github.ask(NO_SUCH);
  await write();
  await rest(github, github.token, 'POST /repos/octo/library/issues/1/comments', { body: 'x' });
  const refused = await write();
  expect(refused).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining('temporarily blocked from content creation') },
  });
  expect(refused.headers.get('retry-after')).toBe('60');
  expect((await github.ask(READ)).status).toBe(200);
  github.clock.advance(60);
  expect((await write()).status).toBe(200);
  const hour = await write();
  expect(hour.headers.get('retry-after')).toBe('3540');
});

test('at most so many requests of one viewer at the same time', async () => {
  const github = await limited({ concurrent: 0 });
  expect((await github.ask(READ)).status).toBe(403);
  expect((await rest(github, github.owner.token, LOOK)).status).toBe(200);
  github.world.limits.holdPeople = true;
  expect((await rest(github, github.owner.token, LOOK)).status).toBe(403);
  github.world.limits.concurrent = 1;
  const answers = [await rest(github, github.token, LOOK), await rest(github, github.token, LOOK)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

test('a document that takes too long is answered with 502, and what it wrote is written', async () => {
  const github = await limited({});
  await commitTo({ ...github, contributor: github.owner, stranger: github.owner }, 'one', { 'a.md': 'a' });
  const pulls = 'POST /repos/octo/library/pulls';
  const { body } = await rest(github, github.owner.token, pulls, { title: 'x', head: 'one', base: 'main' });
  github.world.limits.graphqlSeconds = 0;
  const write = `mutation { addComment(input: { subjectId: "${body.node_id}", body: "Hello" }) { clientMutationId } }`;
  const late = await github.ask(write);
  expect(late).toMatchObject({
    status: 502,
    body: {
      data: null,
      errors: [{ message: expect.stringMatching(/^Something went wrong while executing/) }],
    },
  });
  expect(github.repository.pullRequests[0]?.comments).toMatchObject([{ body: 'Hello' }]);
  expect(quota(late.headers)[2]).toBe('2');
});

test('the files of a pull request end where GitHub’s list does, and only their number tells', async () => {
  const github = await limited({ pullRequestFiles: 2 });
  const files = { 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' };
  await commitTo({ ...github, contributor: github.owner, stranger: github.owner }, 'one', files);
  const pulls = '/repos/octo/library/pulls';
  await rest(github, github.owner.token, `POST ${pulls}`, { title: 'x', head: 'one', base: 'main' });
  const listed = await rest(github, github.token, `GET ${pulls}/1/files`);
  expect(listed.body).toHaveLength(2);
  const { body } = await github.ask(`{ repository(owner: "octo", name: "library") { pullRequest(number: 1) {
    changedFiles files(first: 100) { nodes { path } pageInfo { hasNextPage } } } } }`);
  const page = { nodes: [{ path: 'a.md' }, { path: 'b.md' }], pageInfo: { hasNextPage: false } };
  expect(body).toEqual({ data: { repository: { pullRequest: { changedFiles: 3, files: page } } } });
});

test.each([{ treeEntries: 3 }, { treeBytes: 700 }])(
  'a recursive tree ends at GitHub’s bound and says so: %j',
  async limits => {
    const github = await limited({});
    const files = { 'a/b/c.md': 'c', 'a/d.md': 'd', 'e.md': 'e' };
    await commitTo({ ...github, contributor: github.owner, stranger: github.owner }, 'one', files);
    const tree = (recursive = '') =>
      rest(github, github.token, `GET /repos/octo/library/git/trees/one${recursive}`);
    const paths = ({ body }: Awaited<ReturnType<typeof rest>>) =>
      (body.tree as { path: string }[]).map(({ path }) => path);
    const flat = await tree();
    expect([paths(flat), flat.body.truncated]).toEqual([['README.md', 'a', 'e.md'], false]);
    const whole = await tree('?recursive=1');
    const all = ['README.md', 'a', 'a/b', 'a/b/c.md', 'a/d.md', 'e.md'];
    expect([paths(whole), whole.body.truncated]).toEqual([all, false]);
    Object.assign(github.world.limits, limits);
    const cut = await tree('?recursive=1');
    expect([paths(cut), cut.body.truncated]).toEqual([all.slice(0, 3), true]);
  },
);

test('an event larger than GitHub delivers is not delivered, and cannot be delivered again', async () => {
  const github = await limited({ payloadBytes: 1000 });
  const before = github.world.state.deliveries.length;
  await commitTo({ ...github, contributor: github.owner, stranger: github.owner }, 'one', { 'a.md': 'a' });
  await rest(github, github.owner.token, 'POST /repos/octo/library/pulls', {
    title: 'x',
    head: 'one',
    base: 'main',
  });
  await deliveriesSettled(github.world);
  expect(github.world.state.deliveries).toHaveLength(before);
  expect(github.received.some(({ headers }) => headers['x-github-event'] === 'pull_request')).toBe(false);
});

test('who answers a delivery too late has not answered', async () => {
  const github = await limited({ deliverySeconds: 0 });
  suspend(github.world, github.installation);
  await deliveriesSettled(github.world);
  expect(github.world.state.deliveries.at(-1)?.attempts).toMatchObject([
    { status: null, error: expect.stringContaining('timeout') },
  ]);
});

test('an installation that is suspended is refused, with the token that it has, until it is one again', async () => {
  const github = await limited({});
  suspend(github.world, github.installation);
  const message = 'This installation has been suspended';
  expect(await rest(github, github.token, LOOK)).toMatchObject({ status: 403, body: { message } });
  expect(await github.ask(READ)).toMatchObject({ status: 403, body: { message } });
  unsuspend(github.world, github.installation);
  expect((await rest(github, github.token, LOOK)).status).toBe(200);
});
