import type { WantedNote } from '../review/note.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import { type GitHub, mutate } from './client.ts';
import { documentFor, type Input, variablesOf } from './review-inputs.ts';

/**
 * Sends a note with its suggestions as one review. One line that GitHub does not find in the diff would refuse a review
 * that is sent at once; so each suggestion is a mutation of its own, and one that is refused is left out.
 */
export async function sendNote(
  github: GitHub,
  { id, headOid }: Pick<PullRequestSnapshot, 'id' | 'headOid'>,
  { body, suggestions }: WantedNote,
): Promise<void> {
  const threads = suggestions.map(({ path, startLine, endLine, body }, index): Input => {
    const start = startLine < endLine ? { startLine, startSide: 'RIGHT' } : {};
    const value = { pullRequestId: id, path, body, line: endLine, side: 'RIGHT', ...start };
    return {
      alias: `thread${index}`,
      field: 'addPullRequestReviewThread',
      selection: 'thread { id }',
      value,
    };
  });
  const inputs: Input[] = [
    // The text comes with the last one, so that also a review left over from a broken attempt gets it.
    {
      alias: 'open',
      field: 'addPullRequestReview',
      selection: 'pullRequestReview { id }',
      value: { pullRequestId: id, commitOID: headOid },
    },
    ...threads,
    {
      alias: 'submit',
      field: 'submitPullRequestReview',
      selection: 'pullRequestReview { id }',
      value: { pullRequestId: id, event: 'COMMENT', body },
    },
  ];
  try {
    await mutate(github, documentFor('SendNote', inputs), variablesOf(inputs));
  } catch (error) {
    if (!dataOf(error).submit) throw error;
  }
}

/** What came through of a document that was refused in part. */
function dataOf(error: unknown): Record<string, unknown> {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : null;
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
