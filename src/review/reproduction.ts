import type { ChangedFile, WorkflowRun } from './snapshot.ts';

/** What is known of measuring a pull request's benchmarks again, as evidence. */
export type Rerun =
  | { kind: 'reproduced'; url: string; date: string }
  | { kind: 'failed' | 'running'; url: string }
  /** The pull request changes what would judge it, or goes elsewhere: no run of it proves anything. */
  | { kind: 'must-rerun' }
  | { kind: 'not-run' };

/** The workflow of pattern repositories that measures again what a pull request changes. */
const workflowFile = '.github/workflows/reproduce.yml';

/** A pull request as far as the worth of its runs depends on it. */
export type RunPullRequest = {
  files: readonly ChangedFile[];
  filesComplete: boolean;
  /** Into another branch, the workflow would come from there. */
  intoDefaultBranch: boolean;
  workflowRuns: readonly WorkflowRun[];
};

/** The latest run of the workflow on the head, if the pull request leaves alone all that its honesty rests on. */
export function rerunOf({ files, filesComplete, intoDefaultBranch, workflowRuns }: RunPullRequest): Rerun {
  if (!filesComplete || !intoDefaultBranch || !files.every(({ path }) => isContent(path)))
    return { kind: 'must-rerun' };
  const [run] = workflowRuns.filter(isReproduction).toSorted(latestFirst);
  if (!run) return { kind: 'not-run' };
  const { url, status, conclusion, updatedAt } = run;
  if (status !== 'COMPLETED') return { kind: 'running', url };
  if (conclusion === 'SUCCESS') return { kind: 'reproduced', url, date: updatedAt.slice(0, 10) };
  // Cancelled, out of time, waiting for a maintainer's leave: nothing was compared to the end.
  return conclusion === 'FAILURE' ? { kind: 'failed', url } : { kind: 'not-run' };
}

/** Whether GitHub Actions ran the workflow for a pull request: nobody else can have a run with that file. */
export function isReproduction({ app, event, file }: WorkflowRun): boolean {
  return app === 'github-actions' && event === 'pull_request' && file === workflowFile;
}

/**
 * What may change without touching what measures: a pattern's folder, the handbook, the taxonomy. The folder of the shared
 * module looks like a category, and what lies deeper in it could take the place of its parts.
 */
function isContent(path: string): boolean {
  if (/^patterns\/[^/]+\/(?:README\.md|taxonomy\.yaml)$/.test(path)) return true;
  return /^patterns\/[^/]+\/(?!measure\/)[a-z0-9-]+\/[a-z0-9-]+\/[^/]/.test(path);
}

function latestFirst(a: WorkflowRun, b: WorkflowRun): number {
  return a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0;
}
