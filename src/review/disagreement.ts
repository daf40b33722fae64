import { knownMetric } from '../catalog/known-metrics.ts';
import type { Inspection } from '../inspection/inspect.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { startOfFile } from '../pattern/position.ts';
import type { Rerun } from './reproduction.ts';

/** The metric whose row of the quality table asks for a rerun; without that row nobody does. */
export function asksForRerun({ name }: { name: string }): boolean {
  return knownMetric(name)?.rerun ?? false;
}

/** Whether there is something to measure again in a pattern's folder. */
export function hasResults({ files }: Inspection, folder: string): boolean {
  return files.some(({ kind, path }) => kind === 'results' && path === `${folder}/results.json`);
}

/** The inspections with one finding more where the rerun of an accepted pattern did not agree. */
export function withDisagreement(inspections: readonly Inspection[], rerun: Rerun): Inspection[] {
  if (rerun.kind !== 'failed') return [...inspections];
  let isTold = false;
  return inspections.map(inspection => {
    if (isTold || !inspection.policy.qualityTable.metrics.some(asksForRerun)) return inspection;
    const change = inspection.changes.find(
      ({ folder, pattern }) =>
        pattern !== null && pattern.level === 'accepted' && hasResults(inspection, folder),
    );
    if (!change) return inspection;
    isTold = true;
    const diagnostics = [...inspection.report.diagnostics, findingIn(change.folder, rerun.url)];
    return { ...inspection, report: { ...inspection.report, diagnostics } };
  });
}

/** One finding, because one run speaks of all benchmarks of the pull request together; it leads to the run. */
function findingIn(folder: string, url: string): Diagnostic {
  return {
    ruleId: 'reproduction',
    severity: 'error',
    message:
      'The benchmarks of this pull request were measured again, and the results did not agree. The run shows what differs. Make the script give the same within its tolerance, or write the results anew with `npm run patterns -- reproduce`.',
    path: `${folder}/results.json`,
    range: startOfFile,
    docsUrl: url,
  };
}
