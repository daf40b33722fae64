import { ownTextOf } from './agreement/sign-offs.ts';
import { isOfLaterRelease, stateIn, withoutNotes } from './comment-state.ts';
import { decisionOn, type WantedLabel } from './labels.ts';
import { missingOf, type NamedCheckRun } from './named-check-run.ts';
import { outdatedNotes, type WantedNote } from './note.ts';
import type { Review } from './review.ts';
import type { PullRequestSnapshot } from './snapshot.ts';
import { outdatedSuggestions } from './suggestions.ts';

/** What is to be written so that GitHub shows the review. Empty: nothing has changed. */
export type Difference = {
  /** Annotations only ever grow on a run, so another result is another run. */
  checkRun: NamedCheckRun | null;
  comment: { kind: 'add'; body: string } | { kind: 'update'; id: string; body: string } | null;
  /** Own comments beyond the first: two answers got through at once, one stays. */
  deleteComments: string[];
  addLabels: WantedLabel[];
  removeLabels: string[];
  /** Comments that say something, each once. */
  replies: string[];
  reactions: { subject: string; content: 'THUMBS_UP' | 'CONFUSED' }[];
  /** Own notes and suggestions that are no news any more. */
  minimize: string[];
  /** Sent after all the rest. */
  note: WantedNote | null;
};

/** `externalId` identifies the content of the check run: equal id, no write. */
export function differenceOf(
  snapshot: PullRequestSnapshot,
  review: Review,
  externalId: string,
  isOwn: (label: string) => boolean,
): Difference {
  const { comments, notes } = snapshot;
  const [first, ...duplicates] = comments;
  const wanted = review.labels ?? [];
  const present = new Set(snapshot.labels.map(name => name.toLowerCase()));
  const kept = new Set(wanted.map(({ name }) => name.toLowerCase()));
  const { actsVoidUntil = null, stateActsVoidUntil = null } = stateIn(review.comment ?? '') ?? {};
  const decided = decisionOn(snapshot, { actsVoidUntil, stateActsVoidUntil });
  const isLeft = (name: string): boolean => kept.has(name.toLowerCase()) || decided(name)?.added === true;
  const { answers, suggestions, note } = review;
  const difference: Difference = {
    checkRun: missingOf(snapshot.checkRun, review.checkRun, externalId),
    comment: commentDifference(first, review.comment),
    deleteComments: duplicates.map(comment => comment.id),
    addLabels: wanted.filter(
      ({ name }) => !present.has(name.toLowerCase()) && decided(name)?.added !== false,
    ),
    removeLabels: snapshot.labels.filter(name =>
      review.labels === null ? review.takeOff.includes(name.toLowerCase()) : isOwn(name) && !isLeft(name),
    ),
    ...answered(snapshot, answers),
    minimize:
      review.labels === null
        ? []
        : // Where no label is wanted, nothing is left to tell of.
          [
            ...outdatedNotes(notes, note !== null || wanted.length === 0),
            ...outdatedSuggestions(suggestions, notes),
          ],
    note,
  };
  // A check is owed to everybody who waits for it; the conversation belongs to the release that knows more of it.
  const isOthers = first !== undefined && isOfLaterRelease(ownTextOf(first));
  const mine = isOthers
    ? { ...difference, comment: null, deleteComments: [], minimize: [], note: null }
    : difference;
  return snapshot.isLocked ? withoutNewWords(mine) : mine;
}

/** Where the conversation is locked, GitHub refuses whatever is new in it; what stands there already may still be put right. */
function withoutNewWords(difference: Difference): Difference {
  const { comment } = difference;
  return {
    ...difference,
    comment: comment?.kind === 'add' ? null : comment,
    replies: [],
    reactions: [],
    note: null,
  };
}

/** Where nothing is looked at, only commands are answered. */
export function answersOnly(snapshot: PullRequestSnapshot, answers: Review['answers']): Difference {
  const difference: Difference = {
    checkRun: null,
    comment: null,
    deleteComments: [],
    addLabels: [],
    removeLabels: [],
    ...answered(snapshot, answers),
    minimize: [],
    note: null,
  };
  return snapshot.isLocked ? withoutNewWords(difference) : difference;
}

function answered(
  { requests }: PullRequestSnapshot,
  answers: Review['answers'],
): Pick<Difference, 'replies' | 'reactions'> {
  return {
    replies: answers.flatMap(({ request, body }) =>
      body === null || requests.some(({ id, isReplied }) => id === request && isReplied) ? [] : body,
    ),
    reactions: answers.map(({ request, reaction }) => ({ subject: request, content: reaction })),
  };
}

export function isEmpty(difference: Difference): boolean {
  return Object.values(difference).every(part => part === null || (Array.isArray(part) && part.length === 0));
}

function commentDifference(
  present: { id: string; body: string } | undefined,
  body: string | null,
): Difference['comment'] {
  if (body === null) return null;
  if (!present) return { kind: 'add', body };
  return withoutNotes(present.body) === withoutNotes(body) ? null : { kind: 'update', id: present.id, body };
}
