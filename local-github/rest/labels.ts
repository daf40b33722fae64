import { addLabels, deleteLabel, findLabel, removeLabels } from '../actions/labels.ts';
import { presentLabels } from '../present/label.ts';
import {
  invalid,
  NOT_FOUND,
  type Operation,
  onPullRequest,
  onRepository,
  type PullRequestCall,
  refuse,
} from './operation.ts';

const LABELS = '/repos/{owner}/{repo}/issues/{issue_number}/labels';
const NEEDS = { permissions: ['issues', 'pull_requests'], level: 'write', access: 'triage' } as const;

/** Labels on pull requests, and of repositories. */
export const LABEL_OPERATIONS: Operation[] = [
  onPullRequest({ method: 'post', path: LABELS }, NEEDS, async call => {
    const { world, repository, pullRequest, actor, body } = call;
    const given = Array.isArray(body.labels) ? body.labels : [];
    const names = given.map((label: unknown) => (typeof label === 'string' ? label : nameOf(label)));
    const added = await addLabels(world, repository, pullRequest, names, actor);
    if (!added.ok) return invalid(added.reason);
    return labelsOf(call);
  }),

  onPullRequest({ method: 'delete', path: `${LABELS}/{name}` }, NEEDS, async call => {
    const { world, repository, pullRequest, actor, parameters } = call;
    const name = parameters.name ?? '';
    if (!pullRequest.labels.includes(name)) return refuse({ status: 404, message: 'Label does not exist' });
    await removeLabels(world, repository, pullRequest, [name], actor);
    return labelsOf(call);
  }),

  onRepository(
    { method: 'delete', path: '/repos/{owner}/{repo}/labels/{name}' },
    { permissions: ['issues'], level: 'write', access: 'write' },
    ({ world, repository, actor, parameters }) => {
      const label = findLabel(repository, parameters.name ?? '');
      if (!label) return refuse(NOT_FOUND);
      deleteLabel(world, repository, label, actor);
      return { status: 204 };
    },
  ),
];

function nameOf(label: unknown): string {
  return typeof label === 'object' && label !== null && 'name' in label ? String(label.name) : '';
}

function labelsOf({ world, repository, pullRequest }: PullRequestCall) {
  return { status: 200, body: presentLabels(world, repository, pullRequest.labels) };
}
