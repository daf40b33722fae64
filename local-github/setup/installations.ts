import { presentInstallation, presentInstalledRepository } from '../present/app.ts';
import { presentUser } from '../present/user.ts';
import type { App, Installation, Repository } from '../state.ts';
import { emitToInstallation } from '../webhooks/emit.ts';
import type { World } from '../world.ts';

/** Installs an App on repositories of one account, and tells it so. */
export function install(world: World, app: App, repositories: Repository[], account = ownerOf(repositories)) {
  const installation: Installation = {
    id: world.nextId(),
    appId: app.id,
    account,
    repositoryIds: repositories.map(({ id }) => id),
    suspendedAt: null,
    tokens: [],
  };
  world.state.installations.push(installation);
  const listed = repositories.map(presentInstalledRepository);
  tell(world, installation, 'installation', 'created', { repositories: listed });
  return installation;
}

function ownerOf(repositories: Repository[]): string {
  const owner = repositories[0]?.owner;
  if (owner === undefined) throw new Error('Name the account when an App is installed on no repository.');
  return owner;
}

/** Removes an installation; its tokens end with it. */
export function uninstall(world: World, installation: Installation): void {
  tell(world, installation, 'installation', 'deleted', { repositories: [] });
  world.state.installations = world.state.installations.filter(({ id }) => id !== installation.id);
}

/** Suspends an installation: no events, and its tokens no longer work. */
export function suspend(world: World, installation: Installation): void {
  installation.suspendedAt = world.now().toISOString();
  tell(world, installation, 'installation', 'suspend', {});
}

/** Ends a suspension. */
export function unsuspend(world: World, installation: Installation): void {
  installation.suspendedAt = null;
  tell(world, installation, 'installation', 'unsuspend', {});
}

/** Gives an installation more repositories. */
export function addToInstallation(
  world: World,
  installation: Installation,
  repositories: Repository[],
): void {
  installation.repositoryIds.push(...repositories.map(({ id }) => id));
  tellRepositories(world, installation, 'added', repositories);
}

/** Takes repositories from an installation. */
export function removeFromInstallation(
  world: World,
  installation: Installation,
  repositories: Repository[],
): void {
  const removed = repositories.map(({ id }) => id);
  installation.repositoryIds = installation.repositoryIds.filter(id => !removed.includes(id));
  tellRepositories(world, installation, 'removed', repositories);
}

/** Changes what an App may do and hears, as when its owner edits it and the account's owner accepts. */
export function acceptPermissions(
  world: World,
  installation: Installation,
  changes: Partial<Pick<App, 'permissions' | 'events'>>,
): void {
  Object.assign(appOf(world, installation), changes);
  tell(world, installation, 'installation', 'new_permissions_accepted', {});
}

function tellRepositories(
  world: World,
  installation: Installation,
  action: 'added' | 'removed',
  repositories: Repository[],
): void {
  const listed = repositories.map(presentInstalledRepository);
  tell(world, installation, 'installation_repositories', action, {
    repository_selection: 'selected',
    repositories_added: action === 'added' ? listed : [],
    repositories_removed: action === 'removed' ? listed : [],
    requester: null,
  });
}

function tell(world: World, installation: Installation, name: string, action: string, details: object): void {
  const app = appOf(world, installation);
  const payload = {
    installation: presentInstallation(world, app, installation),
    sender: presentUser(world, { login: installation.account, kind: 'user' }),
    ...details,
  };
  emitToInstallation(world, app, installation, { name, action, payload });
}

function appOf(world: World, installation: Installation): App {
  const app = world.state.apps.find(({ id }) => id === installation.appId);
  if (!app) throw new Error(`Installation ${installation.id} belongs to no App.`);
  return app;
}
