import { type Access, accessOf, hasAccess } from '../auth.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { type Operation, onRepository, refuse } from './operation.ts';

/** GitHub's older word for each role. */
const BASE_ROLES = { read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' };

/** What a person may do in a repository. */
export const COLLABORATOR_OPERATIONS: Operation[] = [
  onRepository(
    { method: 'get', path: '/repos/{owner}/{repo}/collaborators/{username}/permission' },
    { permissions: ['metadata'], level: 'read', access: 'write' },
    ({ world, repository, parameters }) => {
      const { username = '' } = parameters;
      const user = world.state.users.find(({ login }) => login.toLowerCase() === username.toLowerCase());
      if (user) return { status: 200, body: presentPerson(world, repository, user.login) };
      const isBot = world.state.apps.some(({ slug }) => `${slug}[bot]` === username);
      if (isBot) return { status: 200, body: presentBot(world, username) };
      return refuse({ status: 404, message: `${username} is not a user` });
    },
  ),
];

function presentPerson(world: World, repository: Repository, login: string) {
  const role = accessOf(repository, login);
  const may = (least: Access) => hasAccess(repository, login, least);
  const permissions = {
    pull: true,
    triage: may('triage'),
    push: may('write'),
    maintain: may('maintain'),
    admin: may('admin'),
  };
  return present(world, { login, kind: 'user' }, BASE_ROLES[role], role, permissions);
}

/** A bot is never a collaborator, whatever its App may do. */
function presentBot(world: World, login: string) {
  const permissions = { pull: false, triage: false, push: false, maintain: false, admin: false };
  return present(world, { login, kind: 'bot' }, 'none', '', permissions);
}

function present(world: World, actor: Actor, permission: string, role_name: string, permissions: object) {
  return { permission, role_name, user: { ...presentUser(world, actor), role_name, permissions } };
}
