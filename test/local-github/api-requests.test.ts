import { expect, test } from 'vitest';
import { createCheckRun } from '../../local-github/actions/check-runs.ts';
import { rerequestCheckSuite } from '../../local-github/actions/rerequest-checks.ts';
import { failOnce, failTimes, rateLimited } from '../../local-github/faults.ts';
import { branchHead } from '../../local-github/git.ts';
import { install } from '../../local-github/setup/installations.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import { deliveriesSettled } from '../../local-github/webhooks/delivery-queue.ts';
import { appWithInbox, commitTo, rest, type Scene, scene, temporaryFolder } from './scene.ts';

const GET = 'GET /repos/octo/library';

function graphql(github: Scene, path: string, query: string) {
  const headers = { authorization: `bearer ${github.owner.token}`, 'content-type': 'application/json' };
  return fetch(github.url + path, { method: 'POST', headers, body: JSON.stringify({ query }) });
}

test('every API request is written down, with who asked, and counts against a limit', async () => {
  const github = await scene();
  const first = await rest(github, github.owner.token, GET);
  const second = await rest(github, github.owner.token, 'GET /nothing/here');
  const third = await rest(github, github.stranger.token, GET);
  expect(second).toMatchObject({ status: 404, body: { message: 'Not Found' } });
  const remaining = [first, second, third].map(({ headers }) => headers.get('x-ratelimit-remaining'));
  expect(remaining).toEqual(['4999', '4998', '4999']);
  expect(github.world.requests).toMatchObject([
    { method: 'GET', path: '/api/v3/repos/octo/library', as: 'user:octo', operation: null, status: 200 },
    { path: '/api/v3/nothing/here', status: 404 },
    { as: 'user:stranger', status: 200 },
  ]);
});

test.each(['/api/graphql', '/graphql'])(
  'GraphQL answers under %s and is known by its operation',
  async path => {
    const github = await scene();
    const query = 'query Look { repository(owner: "octo", name: "library") { name } }';
    const answer = await graphql(github, path, query);
    expect(await answer.json()).toEqual({ data: { repository: { name: 'library' } } });
    expect(github.world.requests).toMatchObject([{ path, operation: 'Look', status: 200 }]);
    failOnce(
      github.world,
      { operation: 'Look' },
      { kind: 'graphql-error', type: 'RATE_LIMITED', message: 'Slow' },
    );
    const limited = await graphql(github, path, query);
    expect(limited.status).toBe(200);
    expect(await limited.json()).toEqual({ data: null, errors: [{ type: 'RATE_LIMITED', message: 'Slow' }] });
  },
);

test('a request can fail without being carried out, or after it was', async () => {
  const github = await scene();
  await commitTo(github, 'one', { 'one.txt': '1' });
  const open = () =>
    rest(github, github.owner.token, 'POST /repos/octo/library/pulls', {
      title: 'x',
      head: 'one',
      base: 'main',
    });
  const error = { kind: 'status', status: 502 } as const;
  failOnce(github.world, { method: 'POST' }, error);
  expect((await open()).status).toBe(502);
  expect(github.repository.pullRequests).toHaveLength(0);
  failOnce(github.world, { path: /\/pulls$/ }, error, 'after');
  expect((await open()).status).toBe(502);
  expect(github.repository.pullRequests).toHaveLength(1);
  expect((await open()).status).toBe(422);
});

test('faults are used up, rate limits say how long to wait, and a hang-up ends the connection', async () => {
  const github = await scene();
  failTimes(github.world, 2, { path: /library/ }, rateLimited(429, 7));
  const limited = await rest(github, github.owner.token, GET);
  expect(limited).toMatchObject({
    status: 429,
    body: { message: expect.stringContaining('secondary rate limit') },
  });
  expect(limited.headers.get('retry-after')).toBe('7');
  expect((await rest(github, github.owner.token, GET)).status).toBe(429);
  expect((await rest(github, github.owner.token, GET)).status).toBe(200);
  failOnce(github.world, {}, { kind: 'hang-up' });
  await expect(rest(github, github.owner.token, GET)).rejects.toThrow('fetch failed');
  expect(github.world.requests.at(-1)?.status).toBe(0);
  expect((await rest(github, github.owner.token, GET)).status).toBe(200);
});

test('what is no request is refused with a reason', async () => {
  const github = await scene();
  const { token } = github.owner;
  const pulls = 'POST /repos/octo/library/pulls';
  expect((await rest(github, null, GET)).status).toBe(401);
  expect((await rest(github, 'ghp_wrong', GET)).status).toBe(401);
  expect((await rest(github, token, pulls, '{"title":')).status).toBe(400);
  expect((await rest(github, token, pulls, '[]')).status).toBe(422);
  expect((await rest(github, token, pulls, '7')).status).toBe(400);
  expect((await rest(github, token, pulls)).status).toBe(422);
  expect((await rest(github, token, 'GET /repos/octo/library/pulls/x')).status).toBe(404);
  expect((await rest(github, token, 'GET /repos/octo/__proto__')).status).toBe(404);
});

test('only the App of a check run is asked to run it again', async () => {
  const github = await scene();
  const { world, repository } = github;
  const manifest = { permissions: { checks: 'write' }, events: ['check_run', 'check_suite'] } as const;
  const owning = await appWithInbox(github, { ...manifest, events: [...manifest.events] });
  const other = await appWithInbox(github, { ...manifest, events: [...manifest.events] });
  install(world, owning.app, [repository]);
  install(world, other.app, [repository]);
  const headOid = (await branchHead(repository.gitDirectory, 'main')) ?? '';
  const input = { name: 'patterns', headOid, status: 'COMPLETED', conclusion: 'FAILURE' } as const;
  const made = await createCheckRun(world, repository, owning.app, input);
  const id = made.ok ? made.run.id : 0;
  const listed = await rest(github, github.stranger.token, `${GET}/commits/main/check-runs`);
  expect(listed).toMatchObject({
    status: 200,
    body: { total_count: 1, check_runs: [{ id, conclusion: 'failure' }] },
  });
  const again = `POST /repos/octo/library/check-runs/${id}/rerequest`;
  expect((await rest(github, github.stranger.token, again)).status).toBe(403);
  expect((await rest(github, github.owner.token, again)).status).toBe(201);
  expect((await rest(github, github.owner.token, `${again}x`)).status).toBe(404);
  const [suite] = repository.checkSuites;
  if (suite) await rerequestCheckSuite(world, repository, suite, { login: 'octo', kind: 'user' });
  await deliveriesSettled(world);
  const asked = ({ received }: typeof owning) =>
    received.map(({ body }) => JSON.parse(body).action).filter(action => action === 'rerequested').length;
  expect([asked(owning), asked(other)]).toEqual([2, 0]);
});

test('two GitHubs live side by side, and a given folder is kept', async () => {
  const directory = await temporaryFolder();
  const first = await startLocalGitHub({ directory });
  const second = await startLocalGitHub();
  expect(first.url).not.toBe(second.url);
  await second.close();
  await first.close();
  await expect(fetch(second.url)).rejects.toThrow('fetch failed');
  const again = await startLocalGitHub({ directory });
  await again.close();
});
