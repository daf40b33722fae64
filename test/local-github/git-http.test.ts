import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { branchHead, resolveCommit } from '../../local-github/git.ts';
import { archive } from '../../local-github/setup/change-repository.ts';
import { install } from '../../local-github/setup/installations.ts';
import { deliveriesSettled } from '../../local-github/webhooks/delivery-queue.ts';
import {
  appWithInbox,
  client,
  pushBranch,
  pushFiles,
  remoteOf,
  rest,
  scene,
  temporaryFolder,
} from './scene.ts';

const PULL = { title: 'Change', head: 'change', base: 'main' };

test('anybody clones a public repository, and the clone has what the repository has', async () => {
  const github = await scene();
  const folder = await temporaryFolder();
  const cloned = await client(folder, 'clone', '--quiet', `${github.url}/OCTO/library.git`, '.');
  expect(cloned).toEqual({ ok: true, output: '' });
  const head = await client(folder, 'rev-parse', 'HEAD');
  expect(head.output.trim()).toBe(await branchHead(github.repository.gitDirectory, 'main'));
});

test('a push by somebody with write access arrives, also a large compressed one', async () => {
  const github = await scene();
  const noise = randomBytes(3_000_000).toString('base64');
  const { oid } = await pushBranch(github, github.contributor, 'octo/library', 'change', {
    'big.txt': noise,
  });
  expect(await branchHead(github.repository.gitDirectory, 'change')).toBe(oid);
});

test('a fetch with many wanted and known commits, whose request Git compresses, works', async () => {
  const github = await scene();
  const { folder } = await pushBranch(github, github.contributor, 'octo/library', 'b0', { 'b0.txt': '0' });
  for (let number = 1; number < 60; number++) {
    await client(folder, 'commit', '--quiet', '--allow-empty', '-m', String(number));
    await client(folder, 'branch', `b${number}`);
  }
  expect((await client(folder, 'push', '--quiet', 'origin', '--all')).ok).toBe(true);
  const copy = await temporaryFolder();
  await client(
    copy,
    'clone',
    '--quiet',
    '--branch',
    'main',
    '--single-branch',
    `${github.url}/octo/library.git`,
    '.',
  );
  const fetched = await client(copy, 'fetch', 'origin', '+refs/heads/*:refs/remotes/origin/*');
  expect(fetched.output).toContain('b59');
});

test.each([
  ['a stranger', 'stranger', '403'],
  ['nobody', null, 'could not read Username'],
] as const)('a push by %s is refused', async (_, who, expected) => {
  const github = await scene();
  const { folder } = await pushBranch(github, github.contributor, 'octo/library', 'change', { 'x.txt': 'x' });
  const address =
    who === null ? `${github.url}/octo/library.git` : remoteOf(github, github[who], 'octo/library');
  const pushed = await client(folder, 'push', address, 'change:theirs');
  expect(pushed.ok).toBe(false);
  expect(pushed.output).toContain(expected);
  expect(await branchHead(github.repository.gitDirectory, 'theirs')).toBeNull();
});

test('a wrong token is refused even where nobody needs one', async () => {
  const github = await scene();
  const address = `${github.url}/octo/library.git/info/refs?service=git-upload-pack`;
  const authorization = `Basic ${Buffer.from('x:ghp_wrong').toString('base64')}`;
  const answer = await fetch(address, { headers: { authorization } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toContain('Basic');
});

test('nobody pushes to refs/pull, and an archived repository takes no push', async () => {
  const github = await scene();
  const { folder } = await pushBranch(github, github.owner, 'octo/library', 'change', { 'x.txt': 'x' });
  const reserved = await client(folder, 'push', 'origin', 'change:refs/pull/1/head');
  expect(reserved.output).toContain("refs/pull/1/head is GitHub's own");
  archive(github.world, github.repository);
  expect((await client(folder, 'push', 'origin', 'change:later')).output).toContain('403');
});

test('a protected default branch takes pushes from the bypassing App alone', async () => {
  const github = await scene({ protection: { restrictPushes: true, bypassApps: ['test-app'] } });
  const { app } = await appWithInbox(github, { permissions: { contents: 'write' }, events: [] });
  const installation = install(github.world, app, [github.repository]);
  const { folder } = await pushBranch(github, github.owner, 'octo/library', 'change', { 'x.txt': 'x' });
  const refused = await client(folder, 'push', 'origin', 'change:main');
  expect(refused.output).toContain('GH006: Protected branch update failed for refs/heads/main');
  const later = new Date(Date.now() + 1e6).toISOString();
  installation.tokens.push({ token: 'ghs_test', expiresAt: later });
  const asApp = remoteOf(github, { ...github.owner, token: 'ghs_test' }, 'octo/library');
  expect((await client(folder, 'push', asApp, 'change:main')).ok).toBe(true);
});

test('a push to an open pull request moves its head and is told, forced or not', async () => {
  const github = await scene();
  const { app, received } = await appWithInbox(github, {
    permissions: { contents: 'read', pull_requests: 'read' },
    events: ['push', 'pull_request'],
  });
  install(github.world, app, [github.repository]);
  const { folder, oid } = await pushBranch(github, github.contributor, 'octo/library', 'change', {
    'x.txt': 'x',
  });
  await rest(github, github.contributor.token, 'POST /repos/octo/library/pulls', PULL);
  const second = await pushFiles(folder, 'change', { 'y.txt': 'y' });
  await client(folder, 'reset', '--quiet', '--hard', oid);
  await client(folder, 'commit', '--quiet', '--amend', '-m', 'Other');
  expect((await client(folder, 'push', '--quiet', '--force', 'origin', 'change')).ok).toBe(true);
  await deliveriesSettled(github.world);
  const [pullRequest] = github.repository.pullRequests;
  expect(pullRequest?.headOid).toBe(await branchHead(github.repository.gitDirectory, 'change'));
  expect(await resolveCommit(github.repository.gitDirectory, 'refs/pull/1/head')).toBe(pullRequest?.headOid);
  const told = received.map(({ headers, body }) => {
    const { action, forced, created, before, after } = JSON.parse(body);
    return { event: headers['x-github-event'], action, forced, created, before, after };
  });
  const head = pullRequest?.headOid;
  expect(told).toMatchObject([
    { event: 'installation', action: 'created' },
    { event: 'push', created: true, forced: false, before: '0'.repeat(40), after: oid },
    { event: 'pull_request', action: 'opened' },
    { event: 'push', created: false, forced: false, before: oid, after: second },
    { event: 'pull_request', action: 'synchronize', before: oid, after: second },
    { event: 'push', forced: true, before: second, after: head },
    { event: 'pull_request', action: 'synchronize', before: second, after: head },
  ]);
});

test('a pull request from a fork follows the fork, and the base repository has its commits', async () => {
  const github = await scene();
  const { token } = github.stranger;
  const forked = await rest(github, token, 'POST /repos/octo/library/forks');
  expect(forked).toMatchObject({ status: 202, body: { full_name: 'stranger/library', fork: true } });
  const { folder } = await pushBranch(github, github.stranger, 'stranger/library', 'change', {
    'x.txt': 'x',
  });
  const opened = await rest(github, token, 'POST /repos/octo/library/pulls', {
    ...PULL,
    head: 'stranger:change',
  });
  expect(opened.status).toBe(201);
  const oid = await pushFiles(folder, 'change', { 'y.txt': 'y' });
  expect(github.repository.pullRequests[0]?.headOid).toBe(oid);
  expect(await resolveCommit(github.repository.gitDirectory, 'refs/pull/1/head')).toBe(oid);
  expect((await client(folder, 'push', remoteOf(github, github.stranger, 'octo/library'), 'change')).ok).toBe(
    false,
  );
});

test('after many pushes at one moment the pull request has the head that its branch has', async () => {
  const github = await scene();
  const { folder } = await pushBranch(github, github.contributor, 'octo/library', 'change', { 'x.txt': 'x' });
  await rest(github, github.contributor.token, 'POST /repos/octo/library/pulls', PULL);
  const start = await resolveCommit(folder, 'HEAD');
  for (const name of ['one', 'two', 'three', 'four']) {
    await client(folder, 'checkout', '--quiet', '-B', name, String(start));
    await client(folder, 'commit', '--quiet', '--allow-empty', '-m', name);
  }
  const push = (name: string) => client(folder, 'push', '--force', 'origin', `${name}:change`);
  await Promise.all(['one', 'two', 'three', 'four'].map(push));
  const head = await branchHead(github.repository.gitDirectory, 'change');
  expect(head).not.toBe(start);
  expect(github.repository.pullRequests[0]?.headOid).toBe(head);
});

test('deleting the head branch closes the pull request; pushing it to the base merges it', async () => {
  const github = await scene();
  const { folder } = await pushBranch(github, github.contributor, 'octo/library', 'change', { 'x.txt': 'x' });
  await client(folder, 'push', '--quiet', 'origin', 'change:other');
  for (const head of ['change', 'other']) {
    await rest(github, github.contributor.token, 'POST /repos/octo/library/pulls', { ...PULL, head });
  }
  await client(folder, 'push', '--quiet', 'origin', ':change');
  expect(github.repository.pullRequests.map(({ state }) => state)).toEqual(['CLOSED', 'OPEN']);
  expect((await client(folder, 'push', '--quiet', 'origin', 'change:main')).ok).toBe(true);
  expect(github.repository.pullRequests.map(({ state }) => state)).toEqual(['CLOSED', 'MERGED']);
});

test.each([
  '/octo/none.git/info/refs?service=git-upload-pack',
  '/octo/library.git/config',
  '/octo/library.git/HEAD',
])('%s is not served', async path => {
  const github = await scene();
  expect((await fetch(github.url + path)).status).toBe(404);
});

test('a malformed address does not end the server', async () => {
  const github = await scene();
  const answer = await fetch(`${github.url}/%ff/library.git/info/refs?service=git-upload-pack`);
  expect(answer.status).toBe(404);
  expect((await fetch(`${github.url}/octo/library.git/info/refs?service=git-upload-pack`)).status).toBe(200);
});
