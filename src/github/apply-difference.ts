import type { RefusedLabel } from '../review/comment-state.ts';
import type { Difference } from '../review/difference.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { GitHub } from './client.ts';
import { addEach, labelsLeft, refusedIn } from './label-inputs.ts';
import { isOfSuggestion, noteEnd } from './note-inputs.ts';
import { nodesOf } from './pages.ts';
import { inputsFor } from './review-inputs.ts';
import { type Refusal, type Sent, sendMutations } from './send-mutations.ts';
import { isViewer } from './without-suffix.ts';
import { addAnnotations } from './write-check-run.ts';

/** What became of a difference that was written. */
export type Applied = {
  /** Somebody has edited the comment, pushed, or made a label, between our reading and our writing: the pull request wants another look. */
  isOvertaken: boolean;
  /** Where the comment stands; null where there is none. */
  commentId: string | null;
  /** What GitHub would not do however often it is asked; all else is written. */
  refusals: Refusal[];
  refusedLabels: RefusedLabel[];
};

/**
 * Writes a difference: one document with all mutations, one more where labels were made or a note has suggestions, and one for each
 * further 50 annotations. Aliased mutations run in order and are not atomic, so every one of them must be repeatable: after any
 * error the job runs again from a new snapshot and writes what is still missing. Without a check run nothing counts as
 * written; whatever else GitHub refuses for good is told, and the rest stands.
 */
export async function applyDifference(
  github: GitHub,
  snapshot: PullRequestSnapshot,
  difference: Difference,
): Promise<Applied> {
  const first = await sendMutations(github, 'WriteReview', inputsFor(snapshot, difference));
  await completeCheckRun(github, snapshot, difference, first);
  const left = await labelsLeft(github, snapshot, difference, first);
  const note = difference.note ? noteEnd(difference.note, first) : [];
  const last = await sendMutations(github, 'FinishReview', [...addEach(snapshot, left), ...note]);
  const { added, updated } = first.answer;
  return {
    isOvertaken: left.isBehind || isOvertaken(snapshot, first),
    commentId: added?.commentEdge?.node?.id ?? updated?.issueComment?.id ?? snapshot.comments[0]?.id ?? null,
    refusals: [...first.refusals, ...last.refusals].filter(refusal => !isOfSuggestion(refusal)),
    refusedLabels: refusedIn(left, last.refusals),
  };
}

/** Writes the comment once more, with what only the writing told. */
export async function rewriteComment(github: GitHub, id: string, body: string): Promise<Refusal[]> {
  const value = { id, body };
  const update = { alias: 'updated', field: 'updateIssueComment', selection: 'clientMutationId', value };
  return (await sendMutations(github, 'FinishReview', [update])).refusals;
}

async function completeCheckRun(
  github: GitHub,
  snapshot: PullRequestSnapshot,
  { checkRun }: Difference,
  { answer, refusals }: Sent<'WriteReview'>,
): Promise<void> {
  if (checkRun === null) return;
  const refusal = refusals.find(({ alias }) => alias === 'checkRun');
  if (refusal) throw new Error(`GitHub refuses the check run: ${refusal.message}`);
  const id = checkRun.begun?.id ?? answer.checkRun?.checkRun?.id;
  if (id === undefined) throw new Error('GitHub did not say which check run was created.');
  await addAnnotations(github, snapshot.repository.id, id, checkRun);
}

function isOvertaken(
  { headOid, comments, repository }: PullRequestSnapshot,
  { answer: { added, updated } }: Sent<'WriteReview'>,
): boolean {
  const head = (added?.commentEdge?.node ?? updated?.issueComment)?.pullRequest?.headRefOid ?? headOid;
  const known = new Set(comments[0]?.foreignEdits);
  const edits = nodesOf(updated?.issueComment?.userContentEdits);
  return (
    head !== headOid || edits.some(({ id, editor }) => !isViewer(editor, repository.viewer) && !known.has(id))
  );
}
