import { createToken, type TokenRequest } from '../actions/create-token.ts';
import { SUSPENDED } from '../limits/suspended.ts';
import { presentApp, presentInstallation } from '../present/app.ts';
import { presentRepository } from '../present/repository.ts';
import { redeemManifest } from '../setup/manifest-codes.ts';
import { asApp, invalid, NOT_FOUND, type Operation, refuse } from './operation.ts';
import { pageOf } from './page.ts';

/** What Apps do as themselves, and what an installation asks about itself. */
export const APP_OPERATIONS: Operation[] = [
  asApp({ method: 'get', path: '/app' }, ({ world, app }) => ({ status: 200, body: presentApp(world, app) })),

  {
    method: 'get',
    path: '/apps/{app_slug}',
    handle: ({ world, parameters }) => {
      const app = world.state.apps.find(({ slug }) => slug === parameters.app_slug);
      return app ? { status: 200, body: presentApp(world, app) } : refuse(NOT_FOUND);
    },
  },

  asApp({ method: 'get', path: '/app/installations' }, call => {
    const own = call.world.state.installations.filter(({ appId }) => appId === call.app.id);
    const { items, headers } = pageOf(own, call, '/app/installations');
    const body = items.map(installation => presentInstallation(call.world, call.app, installation));
    return { status: 200, body, headers };
  }),

  asApp({ method: 'get', path: '/app/installations/{installation_id}' }, ({ world, app, parameters }) => {
    const installation = world.state.installations.find(
      ({ id, appId }) => appId === app.id && String(id) === parameters.installation_id,
    );
    if (!installation) return refuse(NOT_FOUND);
    return { status: 200, body: presentInstallation(world, app, installation) };
  }),

  asApp(
    { method: 'post', path: '/app/installations/{installation_id}/access_tokens' },
    ({ world, app, parameters, body }) => {
      const installation = world.state.installations.find(
        ({ id, appId }) => appId === app.id && String(id) === parameters.installation_id,
      );
      if (!installation) return refuse(NOT_FOUND);
      if (installation.suspendedAt !== null) {
        return refuse({ status: 403, message: SUSPENDED });
      }
      const made = createToken(world, app, installation, body as TokenRequest);
      if (!made.ok) return invalid(made.reason);
      const { token, expiresAt, permissions } = made.token;
      const granted = { metadata: 'read', ...(permissions ?? app.permissions) };
      const narrowed = made.token.repositoryIds;
      const repositories = narrowed && world.state.repositories.filter(({ id }) => narrowed.includes(id));
      return {
        status: 201,
        body: {
          token,
          expires_at: expiresAt,
          permissions: granted,
          repository_selection: 'selected',
          ...(repositories && {
            repositories: repositories.map(repository => presentRepository(world, repository)),
          }),
        },
      };
    },
  ),

  {
    method: 'get',
    path: '/installation/repositories',
    handle: call => {
      const { world, viewer } = call;
      if (viewer?.kind !== 'installation') {
        return refuse({ status: 403, message: 'You must authenticate with an installation access token' });
      }
      const { repositoryIds } = viewer.installation;
      const all = world.state.repositories.filter(({ id }) => repositoryIds.includes(id));
      const { items, headers } = pageOf(all, call, '/installation/repositories');
      const repositories = items.map(repository => presentRepository(world, repository));
      const body = { total_count: all.length, repository_selection: 'selected', repositories };
      return { status: 200, body, headers };
    },
  },

  {
    method: 'post',
    path: '/app-manifests/{code}/conversions',
    handle: ({ world, parameters }) => {
      const redeemed = redeemManifest(world, parameters.code ?? '');
      if (!redeemed) return refuse(NOT_FOUND);
      const { app, privateKey } = redeemed;
      const secrets = {
        client_id: `Iv1.${app.id}`,
        client_secret: 'unused',
        webhook_secret: app.webhookSecret,
      };
      return { status: 201, body: { ...presentApp(world, app), ...secrets, pem: privateKey } };
    },
  },
];
