import type { Job } from './job.ts';

/** What a job's token may do, and in which repositories; in all of the installation's where none is named. */
export type Access = { repositoryIds?: number[]; permissions: Record<string, 'read' | 'write'> };

const reading = { metadata: 'read', contents: 'read', pull_requests: 'read' } as const;
/** Who has said what on a pull request, and what ran on its commits. */
const readingAll = { ...reading, issues: 'read', checks: 'read', actions: 'read' } as const;

const permissions: Record<Job['kind'], Access['permissions']> = {
  installation: { metadata: 'read', contents: 'read' },
  repository: { ...reading, merge_queues: 'read' },
  commit: readingAll,
  'merge-group': { ...reading, checks: 'write' },
  'pull-request': { ...readingAll, checks: 'write', pull_requests: 'write' },
  // Commits to the default branch, or opens a pull request from a branch of its own.
  index: { ...readingAll, contents: 'write', pull_requests: 'write' },
};

/** Returns the least that a job needs: a fault of one look reaches no other repository, and nothing that it does not write. */
export function accessOf(job: Job): Access {
  const access = { permissions: permissions[job.kind] };
  return job.kind === 'installation' ? access : { ...access, repositoryIds: [job.repository.id] };
}
