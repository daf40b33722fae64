import { readFileSync } from 'node:fs';
import { addWorkflowRun } from '../../local-github/actions/workflow-runs.ts';
import type { CheckSuite, PullRequest, Repository } from '../../local-github/state.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { exampleScript, reproduced } from '../../src/rules/examples/example-results.ts';
import { emptyLibrary, type Stage } from './stage.ts';

const workflowPath = '.github/workflows/reproduce.yml';
export const modulePath = 'patterns/ml/measure/__init__.py';
export const recordsPath = 'patterns/ml/reproductions.json';
export const readmePath = acceptedPath;
export const scriptPath = acceptedPath.replace('README.md', 'benchmark.py');

/** A library whose benchmarks can be measured again. */
export const benchLibrary: Record<string, string> = {
  ...emptyLibrary,
  [workflowPath]: readFileSync(workflowPath, 'utf8'),
  [modulePath]: '"""Measures."""\n',
};

/** A pattern with script, results and chart, as if it had been measured just now. */
export const benchmarked: Record<string, string> = reproduced(acceptedPath, acceptedReadme());
export const benchmarkedDraft: Record<string, string> = reproduced(
  acceptedPath,
  acceptedReadme({}, acceptedKeys.replace('status: accepted', 'status: draft')),
);
export const otherScript = `${exampleScript}\n# Something else is measured.\n`;

/** GitHub Actions has run a workflow on the pull request's head. */
export async function ran(
  stage: Stage,
  repository: Repository,
  { headOid }: PullRequest,
  conclusion: string | null,
  { event = 'pull_request', path = workflowPath }: { event?: string; path?: string } = {},
): Promise<CheckSuite> {
  const made = await addWorkflowRun(stage.world, repository, { headOid, event, path, conclusion });
  if (!made.ok) throw new Error(made.reason);
  await stage.settled();
  return made.suite;
}
