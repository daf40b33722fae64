import { presentUser } from '../present/user.ts';
import type { Repository } from '../state.ts';
import type { World } from '../world.ts';

/** Makes a repository read-only, as its owner can. */
export function archive(world: World, repository: Repository): void {
  repository.archived = true;
  tell(world, repository, 'archived', {});
}

/** Makes an archived repository writable again. */
export function unarchive(world: World, repository: Repository): void {
  repository.archived = false;
  tell(world, repository, 'unarchived', {});
}

/** Gives a repository another name; the old one leads nowhere. */
export function rename(world: World, repository: Repository, name: string): void {
  const changes = { repository: { name: { from: repository.name } } };
  repository.name = name;
  tell(world, repository, 'renamed', { changes });
}

/** Deletes a repository; its Apps hear of it a last time. */
export function remove(world: World, repository: Repository): void {
  tell(world, repository, 'deleted', {});
  world.state.repositories = world.state.repositories.filter(({ id }) => id !== repository.id);
  for (const installation of world.state.installations) {
    installation.repositoryIds = installation.repositoryIds.filter(id => id !== repository.id);
  }
}

function tell(world: World, repository: Repository, action: string, details: object): void {
  const sender = presentUser(world, { login: repository.owner, kind: 'user' });
  world.emit({ name: 'repository', action, repository, payload: { sender, ...details } });
}
