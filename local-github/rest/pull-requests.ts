import { editPullRequest, type PullRequestEdit } from '../actions/edit-pull-request.ts';
import { type MergeRequest, mergePullRequest } from '../actions/merge-pull-request.ts';
import { openPullRequest } from '../actions/open-pull-request.ts';
import { hasAccess } from '../auth.ts';
import { presentChangedFile } from '../present/changed-file.ts';
import { presentPullRequest } from '../present/pull-request.ts';
import { filesOf } from '../pull-request-git.ts';
import { invalid, type Operation, onPullRequest, onRepository, refuse } from './operation.ts';
import { pageOf } from './page.ts';

const PULLS = '/repos/{owner}/{repo}/pulls';
const READ = { permissions: ['pull_requests'], level: 'read' } as const;
const WRITE = { permissions: ['pull_requests'], level: 'write' } as const;

/** Pull requests: opened, looked at, changed and merged. */
export const PULL_REQUEST_OPERATIONS: Operation[] = [
  onRepository({ method: 'post', path: PULLS }, WRITE, async ({ world, repository, actor, body }) => {
    const { title, head, base, draft } = body;
    if (typeof title !== 'string' || title === '') return invalid('title is missing');
    const input = {
      title,
      body: String(body.body ?? ''),
      head: String(head),
      base: String(base),
      draft: draft === true,
    };
    const opened = await openPullRequest(world, repository, input, actor);
    if (!opened.ok) return invalid(opened.reason);
    return { status: 201, body: await presentPullRequest(world, repository, opened.pullRequest) };
  }),

  onPullRequest({ method: 'get', path: `${PULLS}/{pull_number}` }, READ, async call => ({
    status: 200,
    body: await presentPullRequest(call.world, call.repository, call.pullRequest),
  })),

  onPullRequest({ method: 'get', path: `${PULLS}/{pull_number}/files` }, READ, async call => {
    const { world, repository, pullRequest } = call;
    const files = (await filesOf(repository, pullRequest)).slice(0, world.limits.pullRequestFiles);
    const path = `/repos/${repository.owner}/${repository.name}/pulls/${pullRequest.number}/files`;
    const { items, headers } = pageOf(files, call, path);
    const body = items.map(file => presentChangedFile(world, repository, pullRequest.headOid, file));
    return { status: 200, body, headers };
  }),

  onPullRequest({ method: 'patch', path: `${PULLS}/{pull_number}` }, WRITE, async call => {
    const { world, repository, pullRequest, viewer, actor, body } = call;
    const own = pullRequest.author.login === actor.login;
    if (viewer.kind === 'user' && !own && !hasAccess(repository, actor.login, 'triage')) {
      return refuse({ status: 403, message: 'Must be its author or have triage access.' });
    }
    const edited = await editPullRequest(world, repository, pullRequest, body as PullRequestEdit, actor);
    if (!edited.ok) return invalid(edited.reason);
    return { status: 200, body: await presentPullRequest(world, repository, pullRequest) };
  }),

  onPullRequest(
    { method: 'put', path: `${PULLS}/{pull_number}/merge` },
    { permissions: ['contents'], level: 'write', access: 'write' },
    async ({ world, repository, pullRequest, actor, body }) => {
      const given = body as { merge_method?: MergeRequest['method']; [key: string]: string | undefined };
      const request = {
        method: given.merge_method ?? 'merge',
        sha: given.sha,
        title: given.commit_title,
        message: given.commit_message,
      };
      const merged = await mergePullRequest(world, repository, pullRequest, request, actor);
      if (!merged.ok) return refuse(merged.refusal);
      return {
        status: 200,
        body: { sha: merged.oid, merged: true, message: 'Pull Request successfully merged' },
      };
    },
  ),
];
