import type { Repository } from './state.ts';

const PASSING = ['success', 'neutral', 'skipped'];

/** The required checks that have not passed on a commit, each as a sentence of GitHub's; empty when all have. */
export function missingChecks(repository: Repository, oid: string): string[] {
  const runs = repository.checkSuites.filter(({ headOid }) => headOid === oid).flatMap(suite => suite.runs);
  return repository.requiredChecks.flatMap(name => {
    const last = runs.findLast(run => run.name === name);
    if (!last) return [`Required status check "${name}" is expected.`];
    if (last.status !== 'COMPLETED') return [`Required status check "${name}" is in progress.`];
    const passed = PASSING.includes(last.conclusion?.toLowerCase() ?? '');
    return passed ? [] : [`Required status check "${name}" is failing.`];
  });
}
