import type { PullRequest, Repository } from './state.ts';
import type { World } from './world.ts';

/** The repository of that name; GitHub does not mind upper and lower case. */
export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return world.state.repositories.find(
    repository => `${repository.owner}/${repository.name}`.toLowerCase() === wanted,
  );
}

/** The repository that a pull request comes from; it may be gone. */
export function headRepositoryOf(world: World, pullRequest: PullRequest): Repository | undefined {
  return world.state.repositories.find(({ id }) => id === pullRequest.headRepositoryId);
}

/** Every repository that shares its history with this one by forking. */
export function networkOf(world: World, repository: Repository): Repository[] {
  const root = rootOf(world, repository);
  return world.state.repositories.filter(candidate => rootOf(world, candidate) === root);
}

function rootOf(world: World, repository: Repository): Repository {
  const parent = world.state.repositories.find(({ id }) => id === repository.parentId);
  return parent ? rootOf(world, parent) : repository;
}
