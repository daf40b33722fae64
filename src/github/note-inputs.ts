import { noteBody, type WantedNote } from '../review/note.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { Answer } from './document.ts';
import type { Input, Sent } from './send-mutations.ts';

/** What is asked back of a review and of each suggestion. */
export const reviewBack = 'pullRequestReview { id }';
export const threadBack = 'thread { id }';

type Place = Pick<PullRequestSnapshot, 'id' | 'headOid' | 'unsentNote'>;

/**
 * Sends a note as a review: at once where it has no suggestions. One line that GitHub does not find in the diff would refuse a
 * review that is sent at once; so where there are suggestions the review is begun, and each of them is a mutation of its own.
 * One that was left over from a broken attempt goes first.
 */
export function noteInputs({ id, headOid, unsentNote }: Place, note: WantedNote): Input[] {
  const { suggestions } = note;
  const body = noteBody(note);
  if (suggestions.length === 0 && body === null) return [];
  const sent = suggestions.length === 0 ? { event: 'COMMENT', body } : {};
  const discard = { pullRequestReviewId: unsentNote };
  return [
    ...(unsentNote === null ? [] : [mutation('discard', 'deletePullRequestReview', discard)]),
    mutation('begin', 'addPullRequestReview', { pullRequestId: id, commitOID: headOid, ...sent }),
    ...suggestions.map(({ path, startLine, endLine, body }, index): Input => {
      const start = startLine < endLine ? { startLine, startSide: 'RIGHT' } : {};
      const value = { pullRequestId: id, path, body, line: endLine, side: 'RIGHT', ...start };
      return mutation(threadAlias(index), 'addPullRequestReviewThread', value, threadBack);
    }),
  ];
}

/**
 * Sends the note that was begun, which then counts only the suggestions that came through; where nothing is left to say, it is
 * dropped, and nobody is notified.
 */
export function noteEnd(note: WantedNote, { answer, refusals }: Sent<'WriteReview'>): Input[] {
  if (note.suggestions.length === 0 || refusals.some(({ alias }) => alias === 'begin')) return [];
  const id = answer.begin?.pullRequestReview?.id;
  if (id === undefined) throw new Error('GitHub did not say which review was begun.');
  const byAlias: Partial<Answer<'WriteReview'>> & Record<string, unknown> = answer;
  const taken = note.suggestions.filter((_, index) => byAlias[threadAlias(index)]).length;
  const body = noteBody(note, taken);
  const value = { pullRequestReviewId: id };
  return [
    body === null
      ? mutation('drop', 'deletePullRequestReview', value)
      : mutation('submit', 'submitPullRequestReview', { ...value, event: 'COMMENT', body }),
  ];
}

/** Whether a refusal is of a suggestion: those are expected, and the note counts them. */
export function isOfSuggestion({ alias }: { alias: string }): boolean {
  return alias.startsWith('thread');
}

function threadAlias(index: number): string {
  return `thread${index}`;
}

function mutation(
  alias: string,
  field: string,
  value: Record<string, unknown>,
  selection = reviewBack,
): Input {
  return { alias, field, selection, value };
}
