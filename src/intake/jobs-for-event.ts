import type { Job, RepositoryRef } from '../jobs/job.ts';
import { commitOid, fields, positiveInteger, repositoryRef } from './payload.ts';

/** Who we are on GitHub. The slug is null until GitHub has told it. */
export type OwnApp = { id: number; slug: string | null };

/** What to look at because of a delivery; when nothing, why not (for the log). */
export type EventJobs = { jobs: Job[]; reason: string | null };

type Payload = Record<string, unknown>;
type Reader = (payload: Payload, app: OwnApp) => Job[] | string;
type Place = { installationId: number; repository: RepositoryRef };

/**
 * Turns a webhook delivery into names of things to look at. Nothing else is taken from the payload, because
 * it may be late, repeated or out of order: the jobs read the present state.
 */
export function jobsForEvent(event: string, payload: unknown, app: OwnApp): EventJobs {
  const read = readers.get(event);
  if (!read) return { jobs: [], reason: 'no use is made of this event' };
  const jobs = read(fields(payload), app);
  return typeof jobs === 'string' ? { jobs: [], reason: jobs } : { jobs, reason: null };
}

const readers = new Map<string, Reader>([
  [
    'pull_request',
    // `closed`: what it claimed is free again, or taken for good; those who claim the same are told.
    on(
      [
        'opened',
        'closed',
        'reopened',
        'synchronize',
        'edited',
        'ready_for_review',
        'converted_to_draft',
        'labeled',
        'unlabeled',
      ],
      pullRequestJob,
    ),
  ],
  ['pull_request_review', on(['submitted', 'edited', 'dismissed'], reviewJob)],
  ['issue_comment', on(['created', 'edited', 'deleted'], commentJob)],
  ['push', pushJob],
  ['check_run', on(['rerequested'], rerequestedRunJobs)],
  ['check_suite', on(['rerequested', 'completed'], suiteJob)],
  ['merge_group', on(['checks_requested'], mergeGroupJob)],
  ['installation', on(['created', 'unsuspend', 'new_permissions_accepted'], installationJob)],
  ['installation_repositories', on(['added'], installationJob)],
  ['repository', on(['renamed', 'transferred', 'unarchived', 'edited'], repositoryJob)],
]);

function on(actions: string[], read: Reader): Reader {
  return (payload, app) => {
    const { action } = payload;
    return typeof action === 'string' && actions.includes(action)
      ? read(payload, app)
      : 'no use is made of this action';
  };
}

function pullRequestJob(payload: Payload, app: OwnApp): Job[] | string {
  const isLabelEvent = payload.action === 'labeled' || payload.action === 'unlabeled';
  if (isLabelEvent && isOurs(payload, app)) return 'our own label';
  return atPlace(payload, place => {
    const number = positiveInteger(fields(payload.pull_request).number);
    return number === null
      ? 'the payload has no pull request number'
      : [{ kind: 'pull-request', ...place, number }];
  });
}

function reviewJob(payload: Payload, app: OwnApp): Job[] | string {
  return isOurs(payload, app) ? 'our own review' : pullRequestJob(payload, app);
}

function commentJob(payload: Payload, app: OwnApp): Job[] | string {
  const issue = fields(payload.issue);
  if (!issue.pull_request) return 'a comment on an issue, not on a pull request';
  if (isOurs(payload, app)) return 'our own comment';
  return pullRequestJob({ ...payload, pull_request: issue }, app);
}

/**
 * Skipping what we did ourselves loses nothing: we only write what a job has just computed from the state,
 * whatever else changed meanwhile sends its own event from its own sender, and a person who edits our comment
 * or removes our label is that event's sender.
 */
function isOurs(payload: Payload, app: OwnApp): boolean {
  const { type, login } = fields(payload.sender);
  return app.slug !== null && type === 'Bot' && login === `${app.slug}[bot]`;
}

function pushJob(payload: Payload): Job[] | string {
  const branch = fields(payload.repository).default_branch;
  if (typeof branch !== 'string') return 'the payload does not name the default branch';
  if (payload.ref !== `refs/heads/${branch}`) return 'not a push to the default branch';
  if (payload.deleted === true) return 'the default branch was deleted';
  return atPlace(payload, place => [{ kind: 'index', ...place }]);
}

/**
 * "Re-run" on one of our check runs. `pull_requests` is empty for forks, so the check run says itself what it
 * is about, in its external id; a run without one is repaired by looking at the whole repository.
 */
function rerequestedRunJobs(payload: Payload, app: OwnApp): Job[] | string {
  const run = fields(payload.check_run);
  if (fields(run.app).id !== app.id) return "another App's check run";
  return atPlace(payload, place => {
    const externalId = typeof run.external_id === 'string' ? run.external_id : '';
    const number = positiveInteger(Number(/^pr-(\d{1,15}):/.exec(externalId)?.[1]));
    if (number !== null) return [{ kind: 'pull-request', ...place, number }];
    const headOid = commitOid(run.head_sha);
    if (externalId.startsWith('merge-group:') && headOid !== null) {
      return [{ kind: 'merge-group', ...place, headOid }];
    }
    return [{ kind: 'repository', ...place }];
  });
}

function suiteJob(payload: Payload, app: OwnApp): Job[] | string {
  return payload.action === 'completed' ? completedSuiteJob(payload) : rerequestedSuiteJob(payload, app);
}

/**
 * Looks at the commit on which a workflow has ended. A fork's payload names no pull request, so the job finds out whose head
 * the commit is.
 */
function completedSuiteJob(payload: Payload): Job[] | string {
  const suite = fields(payload.check_suite);
  if (fields(suite.app).slug !== 'github-actions') return 'a check suite that is not of GitHub Actions';
  return atPlace(payload, place => {
    const headOid = commitOid(suite.head_sha);
    return headOid === null
      ? 'the payload has no head of the check suite'
      : [{ kind: 'commit', ...place, headOid }];
  });
}

function rerequestedSuiteJob(payload: Payload, app: OwnApp): Job[] | string {
  const suite = fields(payload.check_suite);
  if (fields(suite.app).id !== app.id) return "another App's check suite";
  return atPlace(payload, place => {
    const headOid = commitOid(suite.head_sha);
    const inMergeQueue =
      typeof suite.head_branch === 'string' && suite.head_branch.startsWith('gh-readonly-queue/');
    if (inMergeQueue && headOid !== null) return [{ kind: 'merge-group', ...place, headOid }];
    return [{ kind: 'repository', ...place }];
  });
}

function mergeGroupJob(payload: Payload): Job[] | string {
  return atPlace(payload, place => {
    const headOid = commitOid(fields(payload.merge_group).head_sha);
    return headOid === null
      ? 'the payload has no head of the merge group'
      : [{ kind: 'merge-group', ...place, headOid }];
  });
}

function repositoryJob(payload: Payload): Job[] | string {
  if (payload.action === 'edited' && !fields(payload.changes).default_branch) {
    return 'the default branch stayed the same';
  }
  return atPlace(payload, place => [{ kind: 'repository', ...place }]);
}

/** One job, however many thousand repositories the payload lists: it lists them itself, when its turn has come. */
function installationJob(payload: Payload): Job[] | string {
  const installationId = positiveInteger(fields(payload.installation).id);
  return installationId === null
    ? 'the payload names no installation'
    : [{ kind: 'installation', installationId }];
}

function atPlace(payload: Payload, jobs: (place: Place) => Job[] | string): Job[] | string {
  const installationId = positiveInteger(fields(payload.installation).id);
  if (installationId === null) return 'the payload names no installation';
  const repository = repositoryRef(payload.repository);
  if (repository === null) return 'the payload names no repository';
  return jobs({ installationId, repository });
}
