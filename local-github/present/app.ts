import { nodeId } from '../node-id.ts';
import type { App, Installation, Repository } from '../state.ts';
import type { World } from '../world.ts';
import { CREATED_AT } from './repository.ts';
import { presentUser } from './user.ts';

/** An App as REST answers and webhooks show it (`integration`). */
export function presentApp(world: World, app: App) {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    client_id: `Iv1.${app.id}`,
    owner: presentUser(world, { login: world.state.users[0]?.login ?? 'ghost', kind: 'user' }),
    name: app.name,
    description: null,
    external_url: world.url,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
    permissions: app.permissions,
    events: app.events,
    installations_count: world.state.installations.filter(({ appId }) => appId === app.id).length,
  };
}

/** An App's installation as REST answers and webhooks show it. */
export function presentInstallation(world: World, app: App, installation: Installation) {
  const account = presentUser(world, { login: installation.account, kind: 'user' });
  return {
    id: installation.id,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    account,
    repository_selection: 'selected',
    access_tokens_url: `${world.url}/api/v3/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.url}/api/v3/installation/repositories`,
    html_url: `${world.url}/settings/installations/${installation.id}`,
    permissions: { metadata: 'read', ...app.permissions },
    events: app.events,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
    suspended_at: installation.suspendedAt,
    suspended_by: installation.suspendedAt === null ? null : account,
  };
}

/** A repository as installation events list it. */
export function presentInstalledRepository(repository: Repository) {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    private: false,
  };
}
