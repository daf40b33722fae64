import { expect, test } from 'vitest';
import { addApp } from '../../local-github/setup/add-app.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { rest, scene } from './scene.ts';

const OLDER_WORD = {
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
} as const;

test('what somebody may do is told as GitHub tells it', async () => {
  const github = await scene();
  const { world, repository, owner } = github;
  const ask = (login: string, token = owner.token) =>
    rest(github, token, `GET /repos/octo/library/collaborators/${encodeURIComponent(login)}/permission`);
  for (const [role, word] of Object.entries(OLDER_WORD)) {
    addUser(world, `a-${role}`);
    repository.collaborators.push({ login: `a-${role}`, permission: role as keyof typeof OLDER_WORD });
    expect(await ask(`a-${role}`)).toMatchObject({
      status: 200,
      body: { permission: word, role_name: role, user: { login: `a-${role}` } },
    });
  }
  expect((await ask('OCTO')).body).toMatchObject({ permission: 'admin', role_name: 'admin' });
  expect((await ask('stranger')).body).toMatchObject({ permission: 'read', role_name: 'read' });
  addApp(world, { name: 'Some App' });
  expect((await ask('some-app[bot]')).body).toMatchObject({ permission: 'none' });
  expect(await ask('nobody')).toMatchObject({ status: 404, body: { message: 'nobody is not a user' } });
  expect((await ask('octo', github.stranger.token)).status).toBe(403);
});
