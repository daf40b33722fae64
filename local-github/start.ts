import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { apiRequests } from './api-requests.ts';
import { makeBareRepository } from './bare-repository.ts';
import { isGitRequest, serveGit } from './git-http.ts';
import { graphqlRoute } from './graphql/route.ts';
import type { Limits } from './limits/limits.ts';
import { newWorld } from './new-world.ts';
import { pageRoute } from './page/route.ts';
import { restRoute } from './rest/route.ts';
import { enqueue, stopDeliveries } from './webhooks/delivery-queue.ts';
import type { World } from './world.ts';

export type LocalGitHub = { url: string; world: World; close(): Promise<void> };

export type StartOptions = {
  /** Where the bare repositories go; without it a temporary folder that `close` removes. */
  directory?: string;
  now?: () => Date;
  /** Where they differ from GitHub's. */
  limits?: Partial<Limits>;
  /** 0, which is the default, takes any free port. */
  port?: number;
};

/** Starts an empty GitHub on this machine. */
export async function startLocalGitHub(options: StartOptions = {}): Promise<LocalGitHub> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'local-github-')));
  await mkdir(directory, { recursive: true });
  const world: World = newWorld({
    directory,
    now: options.now ?? (() => new Date()),
    makeGit: makeBareRepository,
    send: (app, delivery) => enqueue(world, app, delivery),
    limits: options.limits ?? {},
  });
  const listener = getRequestListener(appOf(world).fetch);
  const server = createServer((request, response) => {
    if (!isGitRequest(request)) return void listener(request, response);
    serveGit(world, request, response).catch(error => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end(`The local GitHub failed: ${error.stack}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    await stopDeliveries(world);
    await new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    if (options.directory === undefined) await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  return { url: world.url, world, close };
}

function appOf(world: World): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  for (const path of ['/api/v3/*', '/api/graphql', '/graphql']) app.use(path, apiRequests(world));
  app.route('/api/v3', restRoute(world));
  app.route('/api/graphql', graphqlRoute(world));
  app.route('/graphql', graphqlRoute(world));
  app.route('/', pageRoute(world));
  app.onError((error, context) => context.json({ message: `The local GitHub failed: ${error.stack}` }, 500));
  return app;
}
