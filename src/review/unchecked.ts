import type { Inspection } from '../inspection/inspect.ts';
import { allOf, count } from '../pattern/wording.ts';
import { type CheckRun, couldNotCheck, endsTheProcess, tooManyFiles } from './check-run.ts';
import { type UncheckedWords, uncheckedComment } from './comment/unchecked-comment.ts';
import type { CommentState } from './comment-state.ts';
import { stateLabels } from './labels.ts';
import { checkRunOnly, type Review } from './review.ts';
import type { PullRequestSnapshot } from './snapshot.ts';

/** Why a pull request could not be looked at, and whose turn it is. */
export type Unchecked = UncheckedWords & { checkRun: CheckRun };

/** The default branch has to be mended first; it is looked at again when it changes. */
export function brokenLibrary(reason: string): Unchecked {
  return {
    checkRun: {
      conclusion: 'action_required',
      title: 'Could not check: a maintainer has to act first',
      summary: `${reason}\n\nNothing is wrong with the pull request as far as is known. It is looked at again as soon as that is mended.`,
      annotations: [],
    },
    icon: '⚠️',
    sentence: 'Could not be checked — a maintainer’s turn',
    reason,
  };
}

export function brokenRule(ruleIds: readonly string[]): Unchecked {
  return ourFault(`A rule of Pattern Librarian broke (${[...new Set(ruleIds)].join(', ')}).`);
}

/**
 * Files at which looking was ended by the clock or for its memory, before or after the change. No counted limit had refused them, so
 * nobody is to blame, and nobody knows what is in them.
 */
export function unfinishedIn(inspections: readonly Pick<Inspection, 'files' | 'before'>[]): string[] {
  const files = inspections.flatMap(({ files, before }) => [...files, ...before]);
  return [
    ...new Set(
      files.flatMap(file => (file.kind === 'unreadable' && file.reason === 'unfinished' ? file.path : [])),
    ),
  ];
}

/** Neither success nor blame; the next look begins anew, for nothing of it is remembered. */
export function notInTime(paths: readonly string[]): Unchecked {
  const named = allOf(paths.slice(0, maxNamed));
  const rest = paths.length > maxNamed ? ` and ${count(paths.length - maxNamed, 'more file')}` : '';
  const reason = `Looking at ${named}${rest} took too much time or memory, so nothing is known of what is in there.`;
  return {
    checkRun: {
      conclusion: 'action_required',
      title: 'Could not check in time; re-run',
      summary: `${reason}\n\nPress **Re-run** on this check to try again. Where that does not help, make the file smaller or simpler, or split the pull request.`,
      annotations: [],
    },
    icon: '⚠️',
    sentence: 'Could not be checked in time — press Re-run on the check',
    reason,
  };
}

/** Files that are named before the others are counted. */
const maxNamed = 10;

/** `reason` is a sentence. */
export function ourFault(reason: string): Unchecked {
  return {
    checkRun: couldNotCheck(reason),
    icon: '⚠️',
    sentence: 'Could not be checked, our fault — a maintainer’s turn: press Re-run on the check',
    reason,
  };
}

export const beyondListing: Unchecked = {
  checkRun: tooManyFiles,
  icon: '❌',
  sentence: 'Too many files to check — the author’s turn: split it',
  reason: tooManyFiles.summary,
};

/** The process ended so often while it looked at this pull request alone. */
export function refusedForEnding(times: number): Unchecked {
  const checkRun = endsTheProcess(times, 'pull request');
  return {
    checkRun,
    icon: '❌',
    sentence: 'Cannot be checked as it is — the author’s turn: make its files smaller, or split it',
    reason: checkRun.summary,
  };
}

/**
 * Where nothing could be looked at, a comment that is there must not go on saying that all is well, and neither must a label.
 * All that people have agreed to is kept for the next look.
 */
export function uncheckedReview(
  { headOid, comments }: PullRequestSnapshot,
  unchecked: Unchecked,
  previous: CommentState | null,
  answers: Review['answers'],
): Review {
  const comment = comments.length > 0 ? uncheckedComment(unchecked, headOid, previous) : null;
  return { ...checkRunOnly(unchecked.checkRun, comment), takeOff: stateLabels, answers };
}
