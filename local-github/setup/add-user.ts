import { randomBytes } from 'node:crypto';
import { nodeId } from '../node-id.ts';
import type { User } from '../state.ts';
import type { World } from '../world.ts';

/** A person with a token that authorises REST, GraphQL and Git over HTTP. */
export function addUser(world: World, login: string): User {
  const id = world.nextId();
  const token = `ghp_${randomBytes(18).toString('hex')}`;
  const user = { id, nodeId: nodeId('User', id), login, token };
  world.state.users.push(user);
  return user;
}
