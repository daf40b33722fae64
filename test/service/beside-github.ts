import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { person } from '../../local-github/person.ts';
import { addApp } from '../../local-github/setup/add-app.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { install } from '../../local-github/setup/installations.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import { deliveriesSettled } from '../../local-github/webhooks/delivery-queue.ts';
import { cachingDraft, cachingPath } from '../end-to-end/texts.ts';
import { emptyFolder } from './app-process.ts';

export type GitHubBeside = {
  /** What an App's process needs to sign in here. */
  env: Record<string, string>;
  /** Where webhooks go from now on. */
  sendTo(appUrl: string): void;
  /** Opens a pull request, and resolves when its webhooks have been answered. */
  open(): Promise<{ library: Repository; pull: PullRequest }>;
};

/** A GitHub on this machine that knows an App, for processes of the App that are started beside it. */
export async function startGitHub(): Promise<GitHubBeside> {
  const { world, url, close } = await startLocalGitHub();
  onTestFinished(close);
  const { app, privateKey } = addApp(world, parse(readFileSync('app.yml', 'utf8')));
  const [ada] = ['ada', 'octo'].map(login => addUser(world, login));
  if (!ada) throw new Error('there is no ada');
  const files = Object.fromEntries(
    ['README.md', 'taxonomy.yaml']
      .map(name => `patterns/ml/${name}`)
      .map(path => [path, readFileSync(path, 'utf8')]),
  );
  return {
    env: {
      APP_ID: String(app.id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      GHE_HOST: new URL(url).host,
      GHE_PROTOCOL: 'http',
    },
    sendTo(appUrl) {
      app.webhookUrl = `${appUrl}/api/github/webhooks`;
    },
    async open() {
      const library = await addRepository(world, {
        owner: 'octo',
        name: 'library',
        files,
        collaborators: [{ login: 'ada', permission: 'write' }],
      });
      install(world, app, [library]);
      const one = person(world, ada);
      const clone = await one.clone(library, mkdtempSync(join(emptyFolder(), 'clone-')));
      await clone.push('caching', { [cachingPath]: cachingDraft });
      const pull = await one.open(library, { title: 'Add caching', head: 'caching' });
      await deliveriesSettled(world);
      return { library, pull };
    },
  };
}
