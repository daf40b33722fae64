import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cachingPath, cachingWithSlips } from '../../demo/patterns.ts';
import { checkOf } from '../../demo/review-as-text.ts';
import { person } from '../../local-github/person.ts';
import { addApp } from '../../local-github/setup/add-app.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addUser } from '../../local-github/setup/add-user.ts';
import { install } from '../../local-github/setup/installations.ts';
import { startLocalGitHub } from '../../local-github/start.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';

/** A GitHub with a library and somebody who contributes to it, for an App that runs as a process of its own. */
export type LibraryBeside = {
  /** The settings of the App that is registered there. */
  env: Record<string, string>;
  /** Tells GitHub where the App listens, installs it, and opens a pull request with faults; resolves with the conclusion of its check. */
  reviewBy(appUrl: string): Promise<() => string | null | undefined>;
  close(): Promise<void>;
};

export async function libraryBeside(): Promise<LibraryBeside> {
  const directory = mkdtempSync(join(tmpdir(), 'library-beside-'));
  const github = await startLocalGitHub({ directory: join(directory, 'github') });
  const { world } = github;
  const { app, privateKey } = addApp(world, parse(readFileSync('app.yml', 'utf8')));
  const ada = person(world, addUser(world, 'ada'));
  const library = await addRepository(world, {
    owner: 'octo',
    name: 'library',
    files: { 'patterns/ml/taxonomy.yaml': exampleTaxonomy },
    collaborators: [{ login: ada.login, permission: 'write' }],
  });
  return {
    env: {
      APP_ID: String(app.id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: 'http',
    },
    async reviewBy(appUrl) {
      app.webhookUrl = `${appUrl}/api/github/webhooks`;
      install(world, app, [library]);
      const clone = await ada.clone(library, join(directory, 'clone'));
      await clone.push('caching', { [cachingPath]: cachingWithSlips });
      const pull = await ada.open(library, { title: 'Add Prediction Caching', head: 'caching' });
      return () => checkOf(library, pull)?.conclusion;
    },
    async close() {
      await github.close();
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
