import { expect, test as plain } from 'vitest';
import { failTimes } from '../../local-github/faults.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { addToInstallation } from '../../local-github/setup/installations.ts';
import { readManifest } from '../../src/intake/manifest.ts';
import { accessOf } from '../../src/jobs/access.ts';
import type { Job } from '../../src/jobs/job.ts';
import { checkOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

test('a look reaches its own repository with no more than it writes, as GitHub saw it', async ({ stage }) => {
  const { world, app } = stage;
  const library = await stage.library();
  const installation = world.state.installations.find(({ repositoryIds }) =>
    repositoryIds.includes(library.id),
  );
  if (!installation) throw new Error('not installed');
  const neighbour = await addRepository(world, {
    owner: 'octo',
    name: `beside-${library.name}`,
    files: emptyLibrary,
  });
  addToInstallation(world, installation, [neighbour]);
  await stage.settled();
  const ada = await contributor(stage, 'ada', library);
  const from = world.requests.length;
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(await ada.merge(pull)).toBe(200);
  await stage.settled();
  const own = world.requests.slice(from).filter(({ as }) => as === `installation:${installation.id}`);
  const reaches = (name: string) =>
    own.filter(({ operation }) => operation === name).map(({ reach }) => reach);
  expect(own.length).toBeGreaterThan(5);
  for (const { reach } of own) expect(reach?.repositoryIds).toEqual([library.id]);
  const [review] = reaches('WriteReview');
  expect(review?.permissions).toMatchObject({ checks: 'write', pull_requests: 'write', contents: 'read' });
  const [commit] = reaches('CommitIndex');
  expect(commit?.permissions).toMatchObject({ contents: 'write', checks: 'read' });
  expect(Object.keys(app.permissions)).toContain('contents');
});

test('while GitHub refuses a token with permissions that are not granted yet, the App goes on with what it has', async ({
  stage,
}) => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const body = { message: 'The permissions requested are not granted to this installation.' };
  failTimes(stage.world, 1, { path: /access_tokens$/ }, { kind: 'status', status: 422, body });
  const pull = await ada.open('caching');
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
});

plain('no job asks for more than app.yml', () => {
  const { permissions } = readManifest();
  const repository = { id: 1, nodeId: 'R_1', name: 'octo/library' };
  const place = { installationId: 1, repository };
  const headOid = 'a'.repeat(40);
  const jobs: Job[] = [
    { kind: 'pull-request', ...place, number: 1 },
    { kind: 'merge-group', ...place, headOid },
    { kind: 'commit', ...place, headOid },
    { kind: 'index', ...place },
    { kind: 'repository', ...place },
    { kind: 'installation', installationId: 1 },
  ];
  for (const job of jobs)
    for (const [name, level] of Object.entries(accessOf(job).permissions))
      expect([job.kind, name, [level, 'write'].includes(permissions[name] ?? '')]).toEqual([
        job.kind,
        name,
        true,
      ]);
});
