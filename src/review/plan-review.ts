import { checkRunOf, couldNotCheck, nothingToCheck, policyOnly, tooManyFiles } from './check-run.ts';
import { commentOf, emptyComment } from './comment.ts';
import { withDisagreement } from './disagreement.ts';
import type { Inspection } from './inspect.ts';
import { labelsFor } from './labels.ts';
import { patternChanges } from './pattern-change.ts';
import { rerunOf } from './reproduction.ts';
import type { Review } from './review.ts';
import type { PullRequestSnapshot } from './snapshot.ts';
import { verdictOf } from './verdict.ts';

/** Snapshot and findings → everything that the App wants to say. Same input, same review. */
export function planReview(
  snapshot: PullRequestSnapshot,
  inspected: readonly Inspection[],
  version: string,
): Review {
  const { repository, baseBranch } = snapshot;
  const rerun = rerunOf({ ...snapshot, intoDefaultBranch: baseBranch === repository.defaultBranch });
  const inspections = withDisagreement(inspected, rerun);
  const links = { repository: snapshot.repository.url, headOid: snapshot.headOid };
  const faults = inspections.flatMap(inspection => inspection.report.faults);
  if (faults.length > 0) {
    const rules = [...new Set(faults.map(fault => fault.ruleId))].join(', ');
    return {
      checkRun: couldNotCheck(`A rule of Pattern Librarian broke (${rules}).`),
      comment: keep(snapshot),
      labels: null,
    };
  }
  if (!snapshot.filesComplete) return { checkRun: tooManyFiles, comment: keep(snapshot), labels: null };
  const diagnostics = inspections.flatMap(inspection => inspection.report.diagnostics);
  const changes = inspections.flatMap(patternChanges);
  if (diagnostics.length === 0 && changes.length === 0) {
    const comment = snapshot.comments.length > 0 ? emptyComment(links) : null;
    return { checkRun: inspections.length > 0 ? policyOnly : nothingToCheck, comment, labels: [] };
  }
  const verdict = verdictOf(inspections, snapshot.approvedBy);
  const labels = labelsFor(inspections, verdict);
  const comment = commentOf({
    inspections,
    verdict,
    approvedBy: snapshot.approvedBy,
    labels,
    rerun,
    links,
    pullRequestUrl: snapshot.url,
    version,
  });
  return { checkRun: checkRunOf(verdict.sentence, diagnostics, links), comment, labels };
}

/** Where the machine itself failed, an earlier comment stays as it is: it names the commit that it speaks of. */
function keep(snapshot: PullRequestSnapshot): string | null {
  return snapshot.comments[0]?.body ?? null;
}
