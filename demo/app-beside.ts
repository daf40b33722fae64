import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'yaml';
import { type AppManifest, addApp } from '../local-github/setup/add-app.ts';
import type { LocalGitHub } from '../local-github/start.ts';
import type { App } from '../local-github/state.ts';
import { deliveriesSettled } from '../local-github/webhooks/delivery-queue.ts';
import { settingsFrom } from '../src/intake/settings.ts';
import type { StoreLocation } from '../src/jobs/open-store.ts';
import { type ServerOptions, startServer } from '../src/service/server.ts';
import type { MakeGood } from '../src/service/worker.ts';

/** The App, registered with a local GitHub and running beside it. */
export type AppBeside = {
  app: App;
  /** The App's own address. */
  url: string;
  /** Resolves when every webhook is delivered and the App has nothing left to do; rejects after a minute or two. */
  settled(): Promise<void>;
  /** Makes good now what webhooks did not tell. */
  makeGood(how: keyof MakeGood): Promise<number>;
  close(): Promise<void>;
};

export type AppOptions = Omit<ServerOptions, 'settings'> & {
  /** Where the App keeps its queue. */
  store: StoreLocation;
};

const maxWaited = 120_000;

/** Starts the App as `npm start` does, with settings as a person would put them into `.env`. */
export async function startAppBeside(github: LocalGitHub, options: AppOptions): Promise<AppBeside> {
  const { store, ...serverOptions } = options;
  const { world } = github;
  const manifest: AppManifest = parse(readFileSync(new URL('../app.yml', import.meta.url), 'utf8'));
  const { app, privateKey } = addApp(world, manifest);
  const result = settingsFrom({
    APP_ID: String(app.id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: app.webhookSecret,
    GHE_HOST: new URL(github.url).host,
    GHE_PROTOCOL: 'http',
    ...('databaseUrl' in store
      ? { DATABASE_URL: store.databaseUrl }
      : { DATA_DIRECTORY: store.dataDirectory }),
    HOST: '127.0.0.1',
    PORT: '0',
  });
  if (result.kind !== 'settings') throw new Error(`The App's settings are wrong: ${JSON.stringify(result)}`);
  // The pause that GitHub asks for between two writes has no use on one's own machine.
  const server = await startServer({ writeSpacingMs: 0, ...serverOptions, settings: result.settings });
  app.webhookUrl = `${server.url}/api/github/webhooks`;

  async function atRest(): Promise<void> {
    for (let seen = -1; seen !== world.state.deliveries.length + world.requests.length; ) {
      seen = world.state.deliveries.length + world.requests.length;
      await deliveriesSettled(world);
      await server.idle();
    }
  }

  return {
    app,
    url: server.url,
    makeGood: async how => (await server.makeGood?.[how](new AbortController().signal)) ?? 0,
    close: server.close,
    async settled() {
      const waiting = new AbortController();
      const { signal } = waiting;
      const tooLong = delay(maxWaited, null, { signal }).then(() => {
        throw new Error(`The App was still at work after ${maxWaited / 1000} seconds.`);
      });
      try {
        await Promise.race([atRest(), tooLong]);
      } finally {
        waiting.abort();
        await tooLong.catch(() => {});
      }
    },
  };
}
