import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { install, suspend, unsuspend } from '../../local-github/setup/installations.ts';
import { offerManifest } from '../../local-github/setup/manifest-codes.ts';
import { appWithInbox, claimsOf, jwt, rest, type Scene, scene } from './scene.ts';

const MANIFEST = { permissions: { contents: 'read', checks: 'write' }, events: [] } as const;

async function installed(github: Scene) {
  const made = await appWithInbox(github, { permissions: { ...MANIFEST.permissions }, events: [] });
  const installation = install(github.world, made.app, [github.repository]);
  const token = jwt(claimsOf(made.app), made.privateKey);
  const tokens = `POST /app/installations/${installation.id}/access_tokens`;
  return { ...made, installation, token, tokens };
}

test('an App finds itself and its installations, and gets a token that works for an hour', async () => {
  const github = await scene();
  const { app, token, tokens, installation } = await installed(github);
  expect(await rest(github, token, 'GET /app')).toMatchObject({
    status: 200,
    body: { slug: 'test-app', id: app.id },
  });
  const { token: person } = github.stranger;
  expect(await rest(github, person, 'GET /apps/test-app')).toMatchObject({
    status: 200,
    body: { id: app.id },
  });
  expect(await rest(github, person, 'GET /apps/other')).toMatchObject({ status: 404 });
  const listed = await rest(github, token, 'GET /app/installations');
  expect(listed).toMatchObject({ status: 200, body: [{ id: installation.id, account: { login: 'octo' } }] });
  const one = await rest(github, token, `GET /app/installations/${installation.id}`);
  expect(one).toMatchObject({ status: 200, body: { permissions: { checks: 'write', metadata: 'read' } } });
  const made = await rest(github, token, tokens);
  expect(made).toMatchObject({ status: 201, body: { permissions: { contents: 'read' } } });
  const repositories = await rest(github, String(made.body.token), 'GET /installation/repositories');
  expect(repositories).toMatchObject({
    status: 200,
    body: { total_count: 1, repositories: [{ name: 'library' }] },
  });
});

test.each([
  ['expired', { exp: -10 }, 'RS256'],
  ['issued in the future', { iat: 300 }, 'RS256'],
  ['valid for too long', { exp: 3600 }, 'RS256'],
  ['without times', null, 'RS256'],
  ['that claims another algorithm', {}, 'none'],
])('a JSON web token %s is refused', async (_, change, alg) => {
  const github = await scene();
  const { app, privateKey } = await installed(github);
  const now = Math.floor(Date.now() / 1000);
  const shifted = Object.entries(change ?? {}).map(([name, seconds]) => [name, now + Number(seconds)]);
  const claims = change === null ? { iss: app.id } : { ...claimsOf(app), ...Object.fromEntries(shifted) };
  expect((await rest(github, jwt(claims, privateKey, alg), 'GET /app')).status).toBe(401);
});

test('a JSON web token signed by another key, or broken, is refused', async () => {
  const github = await scene();
  const { app, token } = await installed(github);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const [header, payload] = token.split('.');
  const broken = [
    'a.b.c',
    '..',
    `${header}.${payload}.`,
    jwt(claimsOf(app), pem),
    `${token}x`,
    `${token}.${token}`,
  ];
  const statuses = await Promise.all(broken.map(async each => (await rest(github, each, 'GET /app')).status));
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401]);
});

test('a token ends with its hour and sleeps while the installation is suspended', async () => {
  const github = await scene();
  const { token, tokens, installation } = await installed(github);
  const { body } = await rest(github, token, tokens);
  const get = async () => (await rest(github, String(body.token), 'GET /repos/octo/library')).status;
  expect(await get()).toBe(200);
  suspend(github.world, installation);
  expect(await get()).toBe(403);
  expect((await rest(github, token, tokens)).status).toBe(403);
  unsuspend(github.world, installation);
  expect(await get()).toBe(200);
  for (const each of installation.tokens) each.expiresAt = new Date(Date.now() - 1).toISOString();
  expect(await get()).toBe(401);
});

test('an installation sees only its repositories, and does only what its permissions allow', async () => {
  const github = await scene();
  await addRepository(github.world, { owner: 'octo', name: 'other' });
  const { token, tokens } = await installed(github);
  const { body } = await rest(github, token, tokens);
  const installationToken = String(body.token);
  expect((await rest(github, installationToken, 'GET /repos/octo/other')).status).toBe(404);
  const pull = { title: 'x', head: 'y', base: 'main' };
  const opened = await rest(github, installationToken, 'POST /repos/octo/library/pulls', pull);
  expect(opened).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
  expect((await rest(github, token, 'GET /repos/octo/library')).status).toBe(403);
});

test('a token can be narrowed but never widened', async () => {
  const github = await scene();
  const other = await addRepository(github.world, { owner: 'octo', name: 'other' });
  const { token, tokens, installation } = await installed(github);
  installation.repositoryIds.push(other.id);
  const narrow = { repository_ids: [other.id], permissions: { contents: 'read' } };
  const { body, status } = await rest(github, token, tokens, narrow);
  expect(status).toBe(201);
  expect((await rest(github, String(body.token), 'GET /repos/octo/other')).status).toBe(200);
  expect((await rest(github, String(body.token), 'GET /repos/octo/library')).status).toBe(404);
  const checks = await rest(github, String(body.token), 'GET /repos/octo/other/commits/main/check-runs');
  expect(checks.status).toBe(403);
  const wide = [
    { permissions: { contents: 'write' } },
    { repositories: ['missing'] },
    { repository_ids: ['1'] },
  ];
  for (const each of wide) expect((await rest(github, token, tokens, each)).status).toBe(422);
});

test('a narrowed token loses what its App loses', async () => {
  const github = await scene();
  const { app, token, tokens } = await installed(github);
  const { body } = await rest(github, token, tokens, { permissions: { checks: 'read' } });
  const list = () => rest(github, String(body.token), 'GET /repos/octo/library/commits/main/check-runs');
  expect((await list()).status).toBe(200);
  app.permissions = { contents: 'read' };
  expect((await list()).status).toBe(403);
});

test('a manifest becomes an App once', async () => {
  const github = await scene();
  const code = offerManifest(github.world, { name: 'New App', default_permissions: { checks: 'write' } });
  const made = await rest(github, null, `POST /app-manifests/${code}/conversions`);
  expect(made).toMatchObject({ status: 201, body: { slug: 'new-app', permissions: { checks: 'write' } } });
  const token = jwt({ ...claimsOf({ id: Number(made.body.id) }) }, String(made.body.pem));
  expect((await rest(github, token, 'GET /app')).status).toBe(200);
  expect((await rest(github, null, `POST /app-manifests/${code}/conversions`)).status).toBe(404);
});
