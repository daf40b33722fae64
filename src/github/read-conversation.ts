import { commandsIn } from '../review/commands/commands-in.ts';
import { answerMarker, notePrefix } from '../review/markers.ts';
import type { Note, PullRequestSnapshot, Request } from '../review/snapshot.ts';
import type { GitHub } from './client.ts';
import { nodesOf } from './pages.ts';
import { editorsOf, readReviewComments } from './read-review-comments.ts';
import { readWriters } from './read-writers.ts';
import type { Reader } from './reader.ts';
import type { CommentAnswer, ReviewAnswer } from './snapshot-answer.ts';

type Conversation = Pick<PullRequestSnapshot, 'comments' | 'notes' | 'unsentNote' | 'requests' | 'writers'>;

/**
 * Reads the App's own comment and notes, and what people ask of it. The history of the comment is read only when somebody else
 * has edited it since, and whether somebody may write only of those who edited it or ask for something.
 */
export async function readConversation(
  github: GitHub,
  comments: readonly CommentAnswer[],
  reviews: readonly ReviewAnswer[],
  reader: Reader,
): Promise<Conversation> {
  const own = comments.filter(comment => reader.isOwn(comment));
  const requests = requestsIn(comments, own);
  const reviewComments = await readReviewComments(github, own, reader);
  const people = new Set([...editorsOf(reviewComments), ...requests.map(({ author }) => author)]);
  return {
    comments: reviewComments,
    notes: notesIn(reviews, reader),
    unsentNote: reviews.find(review => reader.isOwn(review) && review.state === 'PENDING')?.id ?? null,
    requests,
    writers: await readWriters(github, reader.nameWithOwner, [...people]),
  };
}

/** Reads what people agree to in a pull request by ticking boxes: our comment, and who of those who edited it may write. */
export async function readTicks(
  github: GitHub,
  comments: readonly CommentAnswer[],
  reader: Reader,
): Promise<Pick<Conversation, 'comments' | 'writers'>> {
  const own = comments.filter(comment => reader.isOwn(comment));
  const reviewComments = await readReviewComments(github, own, reader);
  const writers = await readWriters(github, reader.nameWithOwner, editorsOf(reviewComments));
  return { comments: reviewComments, writers };
}

function requestsIn(comments: readonly CommentAnswer[], own: readonly CommentAnswer[]): Request[] {
  return comments.flatMap((comment): Request[] => {
    const { id, url, body, author, lastEditedAt } = comment;
    const isPerson = author !== null && author.__typename !== 'Bot' && !own.includes(comment);
    if (!isPerson || lastEditedAt !== null) return [];
    const reacted = (content: string): boolean =>
      (comment.reactionGroups ?? []).some(group => group.content === content && group.viewerHasReacted);
    if (reacted('THUMBS_UP') || reacted('CONFUSED') || commandsIn(body).length === 0) return [];
    const isReplied = own.some(answer => answer.body.startsWith(answerMarker(id)));
    return [{ id, url, author: author.login, body, isSeen: reacted('EYES'), isReplied }];
  });
}

function notesIn(reviews: readonly ReviewAnswer[], reader: Reader): Note[] {
  return reviews
    .filter(
      review => reader.isOwn(review) && review.state !== 'PENDING' && review.body.startsWith(notePrefix),
    )
    .map(({ id, body, isMinimized, comments }) => ({
      id,
      body,
      minimized: isMinimized,
      suggestions: nodesOf(comments).map(({ id, body, outdated, isMinimized }) => ({
        id,
        body,
        outdated,
        minimized: isMinimized,
      })),
    }));
}
