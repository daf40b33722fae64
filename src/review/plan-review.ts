import type { Claim } from '../catalog/claim.ts';
import type { Inspection } from '../inspection/inspect.ts';
import { foundingsIn, openDomains } from './agreement/founding.ts';
import { judgementsOf } from './agreement/judgement.ts';
import type { SharedSignOffs } from './agreement/sign-offs.ts';
import { checkRunOf, nothingToCheck, policyOnly } from './check-run.ts';
import { collisionsOf, newlyColliding } from './collisions.ts';
import { answersTo } from './commands/answers.ts';
import { commentOf, emptyComment } from './comment/comment.ts';
import type { CommentState, RefusedLabel } from './comment-state.ts';
import { withDisagreement } from './disagreement.ts';
import { linksOf } from './finding.ts';
import { decisionOn, labelsFor } from './labels.ts';
import { nextState } from './next-state.ts';
import { noteFor } from './note.ts';
import { rerunOf } from './reproduction.ts';
import { checkRunOnly, type Review } from './review.ts';
import { ruleChanges } from './rule-changes.ts';
import { settledLabels } from './settled-labels.ts';
import { goesIntoDefaultBranch, objectorsTo, type PullRequestSnapshot } from './snapshot.ts';
import { type Suggestion, suggestionsFor, unseen } from './suggestions.ts';
import { turnOf } from './turn.ts';
import {
  beyondListing,
  brokenRule,
  notInTime,
  type Unchecked,
  uncheckedReview,
  unfinishedIn,
} from './unchecked.ts';

/** All that a review is made of. */
export type ReviewInput = {
  snapshot: PullRequestSnapshot;
  inspections: readonly Inspection[];
  /** The READMEs in which something can be fixed, by path, as positions count them. */
  texts: ReadonlyMap<string, string>;
  signOffs: SharedSignOffs;
  /** What other open pull requests claim. */
  claims: readonly Claim[];
  /** Whether somebody whose work the head is may write to the repository; asked only where it founds a domain. */
  authorMayWrite?: boolean;
  /** Whether a label is ours to put on and take off. */
  isOwnLabel: (name: string) => boolean;
  /** Of this release. */
  version: string;
  /** Whether the diff shows the lines of a suggestion; GitHub takes no others. All, until that has been looked up. */
  isInDiff?: (suggestion: Suggestion) => boolean;
  /** Labels that GitHub has just refused. */
  refusedLabels?: readonly RefusedLabel[];
};

/** Snapshot and findings → everything that the App wants to say. Same input, same review. */
export function planReview(input: ReviewInput): Review {
  const { snapshot, signOffs, claims, isOwnLabel, version, isInDiff = () => true } = input;
  const { repository, headOid, isDraft, notes } = snapshot;
  const rerun = rerunOf({ ...snapshot, intoDefaultBranch: goesIntoDefaultBranch(snapshot) });
  const inspections = withDisagreement(input.inspections, rerun);
  const links = linksOf(repository.url, headOid, repository.defaultOid, snapshot.files);
  const [own] = signOffs;
  const { previous, approvers } = own;
  const unchecked = uncheckedIn(input);
  if (unchecked !== null)
    return uncheckedReview(snapshot, unchecked, previous, answersTo(snapshot, [], unchecked.reason));
  const answers = answersTo(snapshot, inspections);
  const diagnostics = inspections.flatMap(inspection => inspection.report.diagnostics);
  const changes = inspections.flatMap(({ changes }) => changes);
  const foundings = foundingsIn(inspections, signOffs, input.authorMayWrite ?? false);
  if (diagnostics.length === 0 && changes.length === 0 && foundings.length === 0) {
    const comment = snapshot.comments.length > 0 ? emptyComment(headOid, previous) : null;
    const checkRun = inspections.length > 0 ? policyOnly : nothingToCheck;
    return { ...checkRunOnly(checkRun, comment), labels: [], answers, alsoLookAt: previous?.collides ?? [] };
  }
  const judgements = judgementsOf(inspections, signOffs);
  const objectors = objectorsTo(snapshot);
  const turn = turnOf(inspections, { isDraft, approvers, objectors, judgements, foundings, rerun });
  const collisions = collisionsOf(inspections, claims);
  const changed = ruleChanges(inspections, headOid, version, previous);
  const refused = [...(input.refusedLabels ?? []), ...rememberedRefusals(previous, headOid)];
  const state = nextState({
    snapshot,
    refused,
    signOffs: own,
    turn,
    judgements: [...foundings, ...judgements],
    collisions,
    ruleChanges: changed,
    changes,
  });
  const { labels, reasons } = settledLabels(labelsFor(inspections, turn, openDomains(foundings)), {
    present: snapshot.labels,
    decided: decisionOn(snapshot, state),
    isOwn: isOwnLabel,
    refused,
  });
  const suggestions = suggestionsFor(inspections, input.texts);
  const told = { previous, notes, head: headOid, url: snapshot.comments[0]?.url ?? snapshot.url };
  return {
    checkRun: checkRunOf(diagnostics, links, foundings),
    comment: commentOf({
      inspections,
      turn,
      judgements,
      foundings,
      labels: reasons,
      rerun,
      ruleChanges: changed,
      links,
      pullRequestUrl: snapshot.url,
      version,
      state,
    }),
    labels,
    labelReasons: reasons,
    takeOff: [],
    note: noteFor(turn, unseen(suggestions, notes, previous?.shown ?? []).filter(isInDiff), told),
    suggestions,
    answers,
    alsoLookAt: newlyColliding(previous, collisions),
  };
}

/** What GitHub has refused at this head, it refuses again; a push is another occasion. */
function rememberedRefusals(previous: CommentState | null, headOid: string): readonly RefusedLabel[] {
  return previous?.head === headOid ? previous.refusedLabels : [];
}

function uncheckedIn({ snapshot, inspections }: ReviewInput): Unchecked | null {
  const faults = inspections.flatMap(inspection => inspection.report.faults);
  if (faults.length > 0) return brokenRule(faults.map(({ ruleId }) => ruleId));
  const unfinished = unfinishedIn(inspections);
  if (unfinished.length > 0) return notInTime(unfinished);
  return snapshot.filesComplete ? null : beyondListing;
}
