import { verify } from '@octokit/webhooks-methods';
import { expect, test } from 'vitest';
import { addComment, updateComment } from '../../local-github/actions/comments.ts';
import { editPullRequest, setDraft } from '../../local-github/actions/edit-pull-request.ts';
import { addLabels, removeLabels } from '../../local-github/actions/labels.ts';
import { mergePullRequest } from '../../local-github/actions/merge-pull-request.ts';
import { openPullRequest } from '../../local-github/actions/open-pull-request.ts';
import { requestMergeGroup } from '../../local-github/actions/request-merge-group.ts';
import { reviewPullRequest } from '../../local-github/actions/review-pull-request.ts';
import { disturbDelivery } from '../../local-github/faults.ts';
import { schemaProblems } from '../../local-github/openapi.ts';
import { addRepository } from '../../local-github/setup/add-repository.ts';
import { archive, remove, rename, unarchive } from '../../local-github/setup/change-repository.ts';
import * as installations from '../../local-github/setup/installations.ts';
import { deliveriesSettled } from '../../local-github/webhooks/delivery-queue.ts';
import { redeliver } from '../../local-github/webhooks/emit.ts';
import { EVENT_PERMISSIONS, isTold } from '../../local-github/webhooks/event-permissions.ts';
import { appWithInbox, commitTo, type Scene, scene } from './scene.ts';

const OWNER = { login: 'octo', kind: 'user' } as const;
const ALL = {
  permissions: {
    contents: 'read',
    pull_requests: 'read',
    issues: 'read',
    checks: 'read',
    merge_queues: 'read',
    metadata: 'read',
  },
  events: Object.keys(EVENT_PERMISSIONS),
} as const;

async function listening(github: Scene, manifest: Parameters<typeof appWithInbox>[1]) {
  const made = await appWithInbox(github, manifest);
  const installation = installations.install(github.world, made.app, [github.repository]);
  const heard = async () => {
    await deliveriesSettled(github.world);
    return made.received.map(({ headers, body }) => {
      const { action } = JSON.parse(body);
      return action === undefined ? headers['x-github-event'] : `${headers['x-github-event']}.${action}`;
    });
  };
  return { ...made, installation, heard };
}

async function pullRequestOf(github: Scene, branch = 'change') {
  await commitTo(github, branch, { [`${branch}.txt`]: 'x' });
  const input = { title: 'Change', body: '', head: branch, base: 'main', draft: false };
  const opened = await openPullRequest(github.world, github.repository, input, OWNER);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.pullRequest;
}

test('a delivery is signed over its very bytes and says what it is', async () => {
  const github = await scene();
  const { received, app, installation, heard } = await listening(github, {
    permissions: { contents: 'read' },
    events: ['push'],
  });
  await commitTo(github, 'change', { 'ü.txt': 'x' });
  expect(await heard()).toEqual(['installation.created', 'push']);
  const { headers, body } = received[1] ?? { headers: {}, body: '' };
  expect(await verify('a secret', body, String(headers['x-hub-signature-256']))).toBe(true);
  expect(await verify('another', body, String(headers['x-hub-signature-256']))).toBe(false);
  expect(headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
  expect(headers['x-github-hook-installation-target-id']).toBe(String(app.id));
  expect(headers['x-github-delivery']).toBe(github.world.state.deliveries[1]?.guid);
  expect(JSON.parse(body)).toMatchObject({
    installation: { id: installation.id },
    repository: { full_name: 'octo/library' },
    sender: { login: 'contributor' },
  });
});

test('what happens is told in the order in which it happens, each as GitHub describes it', async () => {
  const github = await scene();
  const { world, repository } = github;
  const { heard, received, installation } = await listening(github, { ...ALL, events: [...ALL.events] });
  const other = await addRepository(world, { owner: 'octo', name: 'other' });
  const pullRequest = await pullRequestOf(github);
  await setDraft(world, repository, pullRequest, true, OWNER);
  await setDraft(world, repository, pullRequest, false, OWNER);
  const commented = addComment(world, repository, pullRequest, OWNER, 'Hello');
  if (commented.ok) updateComment(world, repository, pullRequest, commented.comment, OWNER, 'Bye');
  await addLabels(world, repository, pullRequest, ['new'], OWNER);
  await removeLabels(world, repository, pullRequest, ['new'], OWNER);
  await commitTo(github, 'change', { 'more.txt': 'x' });
  await commitTo(github, 'other', { 'other.txt': 'x' });
  const edit = { title: 'New', body: 'Text', base: 'other' };
  await editPullRequest(world, repository, pullRequest, edit, OWNER);
  await editPullRequest(world, repository, pullRequest, { state: 'closed', base: 'other' }, OWNER);
  await editPullRequest(world, repository, pullRequest, { state: 'open' }, OWNER);
  await editPullRequest(world, repository, pullRequest, { base: 'main' }, OWNER);
  const reviewer = { login: 'contributor', kind: 'user' } as const;
  await reviewPullRequest(world, repository, pullRequest, { state: 'APPROVED', body: '' }, reviewer);
  await requestMergeGroup(world, repository, pullRequest, OWNER);
  await mergePullRequest(world, repository, pullRequest, { method: 'merge' }, OWNER);
  archive(world, repository);
  unarchive(world, repository);
  rename(world, repository, 'renamed');
  installations.addToInstallation(world, installation, [other]);
  installations.removeFromInstallation(world, installation, [other]);
  installations.suspend(world, installation);
  installations.unsuspend(world, installation);
  installations.acceptPermissions(world, installation, { events: ['push'] });
  remove(world, repository);
  installations.uninstall(world, installation);
  expect(await heard()).toEqual([
    'installation.created',
    'push',
    'pull_request.opened',
    'pull_request.converted_to_draft',
    'pull_request.ready_for_review',
    'issue_comment.created',
    'issue_comment.edited',
    'label.created',
    'pull_request.labeled',
    'pull_request.unlabeled',
    'push',
    'pull_request.synchronize',
    'push',
    'pull_request.edited',
    'pull_request.closed',
    'pull_request.reopened',
    'pull_request.edited',
    'pull_request_review.submitted',
    'push',
    'merge_group.checks_requested',
    'push',
    'pull_request.closed',
    'repository.archived',
    'repository.unarchived',
    'repository.renamed',
    'installation_repositories.added',
    'installation_repositories.removed',
    'installation.suspend',
    'installation.unsuspend',
    'installation.new_permissions_accepted',
    'installation.deleted',
  ]);
  for (const { headers, body } of received) {
    const payload = JSON.parse(body);
    const name = [headers['x-github-event'], payload.action].filter(Boolean).join('-').replaceAll('_', '-');
    expect(schemaProblems(`webhook-${name}`, payload), name).toEqual([]);
  }
});

test.each(Object.entries(EVENT_PERMISSIONS))('%s needs %j', (event, needed) => {
  const always = event.startsWith('installation') || event === 'github_app_authorization';
  expect(isTold({ events: [], permissions: {} }, event)).toBe(always);
  const [permission = 'metadata'] = needed;
  expect(isTold({ events: [event], permissions: { [permission]: 'read' } }, event)).toBe(true);
  expect(isTold({ events: [event], permissions: { administration: 'write' } }, event)).toBe(
    always || permission === 'metadata',
  );
});

test('an event without its permission, or after a suspension, is withheld', async () => {
  const github = await scene();
  const { heard, installation } = await listening(github, {
    permissions: { contents: 'read', pull_requests: 'read' },
    events: ['issue_comment', 'pull_request', 'merge_group'],
  });
  const pullRequest = await pullRequestOf(github);
  addComment(github.world, github.repository, pullRequest, OWNER, 'Hello');
  expect(await heard()).toEqual(['installation.created', 'pull_request.opened']);
  installations.suspend(github.world, installation);
  await setDraft(github.world, github.repository, pullRequest, true, OWNER);
  expect((await heard()).slice(2)).toEqual(['installation.suspend']);
});

test('deliveries can be lost, repeated and overtaken, and are sent again under their old GUID', async () => {
  const github = await scene();
  const { world } = github;
  const { heard, received } = await listening(github, {
    permissions: { contents: 'read' },
    events: ['push'],
  });
  disturbDelivery(world, 'push', { kind: 'drop' });
  await commitTo(github, 'lost', { 'x.txt': '1' });
  disturbDelivery(world, 'push', { kind: 'repeat' });
  await commitTo(github, 'twice', { 'x.txt': '2' });
  const held = Promise.withResolvers<void>();
  disturbDelivery(world, 'push', { kind: 'delay', until: held.promise });
  await commitTo(github, 'late', { 'x.txt': '3' });
  await commitTo(github, 'early', { 'x.txt': '4' });
  await expect.poll(() => received.length).toBe(4);
  held.resolve();
  await heard();
  const lost = world.state.deliveries.find(({ payload }) => payload.includes('refs/heads/lost'));
  expect(lost?.attempts).toMatchObject([{ status: null, error: 'lost on the way' }]);
  redeliver(world, lost?.id ?? 0);
  await heard();
  const branches = received.slice(1).map(({ body }) => JSON.parse(body).ref.slice('refs/heads/'.length));
  expect(branches).toEqual(['twice', 'twice', 'early', 'late', 'lost']);
  const guids = received.slice(1).map(({ headers }) => headers['x-github-delivery']);
  expect(guids[0]).toBe(guids[1]);
  expect(guids[4]).toBe(lost?.guid);
  expect(lost?.attempts).toMatchObject([{ status: null }, { status: 202 }]);
  expect(() => redeliver(world, -1)).toThrow('no delivery -1');
});

test('a receiver that is gone is written down, and is not tried again', async () => {
  const github = await scene();
  const { app } = await appWithInbox(github, { permissions: {}, events: [] });
  app.webhookUrl = 'http://127.0.0.1:1/';
  installations.install(github.world, app, [github.repository]);
  await deliveriesSettled(github.world);
  const [delivery] = github.world.state.deliveries;
  expect(delivery?.attempts).toMatchObject([
    { status: null, error: expect.stringContaining('fetch failed') },
  ]);
});
