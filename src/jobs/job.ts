/** A repository by its ids, which survive renames and transfers. `name` is for logs only. */
export type RepositoryRef = { id: number; nodeId: string; name: string };

/** A look at something of one repository. */
export type RepositoryJob =
  | ({ kind: 'pull-request'; installationId: number; repository: RepositoryRef; number: number } & Asked)
  | { kind: 'merge-group'; installationId: number; repository: RepositoryRef; headOid: string }
  | { kind: 'commit'; installationId: number; repository: RepositoryRef; headOid: string }
  | { kind: 'index'; installationId: number; repository: RepositoryRef }
  | ({ kind: 'repository'; installationId: number; repository: RepositoryRef } & Sweep);

/** How many looks in a row have asked for each other, when one of them asks; left out where an event or a sweep does. */
type Asked = { hops?: number };

/** A sweep passes over what has not changed since the one before; what an event asks for is looked at anyway. */
type Sweep = { onlyChanged?: true };

/**
 * "Look at this again": what to look at, never what was seen. The state is read when the job runs,
 * so duplicate, late, lost and reordered deliveries are harmless.
 */
export type Job = RepositoryJob | ({ kind: 'installation'; installationId: number } & Sweep);

/** Jobs with one key are the same look: at most one waits and one runs. */
export function jobKey(job: Job): string {
  if (job.kind === 'installation') return `installation:${job.installationId}${sweepMark(job)}`;
  const where = `${job.kind}:${job.repository.id}`;
  if (job.kind === 'pull-request') return `${where}:${job.number}`;
  if (job.kind === 'merge-group' || job.kind === 'commit') return `${where}:${job.headOid}`;
  return job.kind === 'repository' ? `${where}${sweepMark(job)}` : where;
}

/** A sweep that waits must not stand for a whole look that is asked for after it. */
function sweepMark({ onlyChanged }: Sweep): string {
  return onlyChanged ? ':changed' : '';
}

/** Returns what a job is about, for the log. */
export function aboutJob(job: Job): Record<string, string | number> {
  const { kind, installationId: installation } = job;
  if (kind === 'installation') return { kind, installation };
  const about = { kind, installation, repository: job.repository.name };
  if (kind === 'pull-request') return { ...about, pullRequest: job.number };
  return kind === 'merge-group' || kind === 'commit' ? { ...about, head: job.headOid } : about;
}
