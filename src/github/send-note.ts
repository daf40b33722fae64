import { noteBody, type WantedNote } from '../review/note.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { GitHub } from './client.ts';
import type { Answer } from './document.ts';
import { type Input, sendMutations } from './send-mutations.ts';

/** What is asked back of a review and of each suggestion. */
export const reviewBack = 'pullRequestReview { id }';
export const threadBack = 'thread { id }';

type Place = Pick<PullRequestSnapshot, 'id' | 'headOid' | 'unsentNote'>;

/**
 * Sends a note with its suggestions as one review. One line that GitHub does not find in the diff would refuse a review
 * that is sent at once; so where there are suggestions the review is begun first, each of them is a mutation of its own, and
 * one that is refused is left out. What is sent then counts only those that came through; where nothing is left to say,
 * nobody is notified.
 */
export async function sendNote(github: GitHub, place: Place, note: WantedNote): Promise<void> {
  if (note.suggestions.length === 0) {
    const body = noteBody(note);
    if (body !== null) await sendMutations(github, 'SendNote', begun(place, { event: 'COMMENT', body }));
    return;
  }
  const { review, taken } = await begin(github, place, note);
  const body = noteBody(note, taken);
  const value = { pullRequestReviewId: review };
  await sendMutations(github, 'SendNote', [
    body === null
      ? mutation('drop', 'deletePullRequestReview', value)
      : mutation('submit', 'submitPullRequestReview', { ...value, event: 'COMMENT', body }),
  ]);
}

async function begin(
  github: GitHub,
  place: Place,
  { suggestions }: WantedNote,
): Promise<{ review: string; taken: number }> {
  const threads = suggestions.map(({ path, startLine, endLine, body }, index): Input => {
    const start = startLine < endLine ? { startLine, startSide: 'RIGHT' } : {};
    const value = { pullRequestId: place.id, path, body, line: endLine, side: 'RIGHT', ...start };
    return mutation(`thread${index}`, 'addPullRequestReviewThread', value, threadBack);
  });
  const answer = await cameThrough(sendMutations(github, 'BeginNote', [...begun(place), ...threads]));
  const review = answer.begin?.pullRequestReview?.id;
  if (review === undefined) throw new Error('GitHub did not say which review was begun.');
  const byAlias: Record<string, unknown> = answer;
  return { review, taken: threads.filter(({ alias }) => byAlias[alias]).length };
}

/** Begins a new review, in place of one that was left over from a broken attempt. */
function begun({ id, headOid, unsentNote }: Place, more: Record<string, unknown> = {}): Input[] {
  const begin = { pullRequestId: id, commitOID: headOid, ...more };
  return [
    ...(unsentNote === null
      ? []
      : [mutation('discard', 'deletePullRequestReview', { pullRequestReviewId: unsentNote })]),
    mutation('begin', 'addPullRequestReview', begin),
  ];
}

function mutation(
  alias: string,
  field: string,
  value: Record<string, unknown>,
  selection = reviewBack,
): Input {
  return { alias, field, selection, value };
}

type Begun = Partial<Answer<'BeginNote'>>;

/** Returns what came through of a document that may be refused in part; where no review was begun, nothing did. */
async function cameThrough(answer: Promise<Begun>): Promise<Begun> {
  try {
    return await answer;
  } catch (error) {
    const { data } = error as { data?: Begun | null };
    if (data?.begin) return data;
    throw error;
  }
}
