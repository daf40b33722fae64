/** A repository by its ids, which survive renames and transfers. `name` is for logs only. */
export type RepositoryRef = { id: number; nodeId: string; name: string };

/**
 * "Look at this again": what to look at, never what was seen. The state is read when the job runs,
 * so duplicate, late, lost and reordered deliveries are harmless.
 */
export type Job =
  | { kind: 'pull-request'; installationId: number; repository: RepositoryRef; number: number }
  | { kind: 'merge-group'; installationId: number; repository: RepositoryRef; headOid: string }
  | { kind: 'commit'; installationId: number; repository: RepositoryRef; headOid: string }
  | { kind: 'index'; installationId: number; repository: RepositoryRef }
  | { kind: 'repository'; installationId: number; repository: RepositoryRef };

/** Jobs with one key are the same look: at most one waits and one runs. */
export function jobKey(job: Job): string {
  const where = `${job.kind}:${job.repository.id}`;
  if (job.kind === 'pull-request') return `${where}:${job.number}`;
  if (job.kind === 'merge-group' || job.kind === 'commit') return `${where}:${job.headOid}`;
  return where;
}
