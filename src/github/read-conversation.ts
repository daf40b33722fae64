import { answerMarker, answerPrefix } from '../review/answer-marker.ts';
import { commandsIn } from '../review/commands/commands-in.ts';
import { marker } from '../review/comment/marker.ts';
import { stateIn } from '../review/comment-state.ts';
import { notePrefix } from '../review/note.ts';
import type { Note, OwnComment, PullRequestSnapshot, Request, Revision } from '../review/snapshot.ts';
import { type GitHub, query } from './client.ts';
import { revisionsQuery } from './documents.ts';
import { readWriters } from './read-writers.ts';
import type { CommentAnswer, ReviewAnswer } from './snapshot-answer.ts';
import { isViewer, withoutSuffix } from './without-suffix.ts';

type Conversation = Pick<PullRequestSnapshot, 'comments' | 'notes' | 'unsentNote' | 'requests' | 'writers'>;

/** What the conversation looks like to whoever reads it. */
export type Reader = {
  nameWithOwner: string;
  /** The App's login, without suffix. */
  viewer: string;
  /** Whether a comment or review is the App's. */
  isOwn(item: { viewerDidAuthor: boolean; author: { __typename: string; login: string } | null }): boolean;
};

/**
 * The App's own comment and notes, and what people ask of it. The history of the comment is read only when somebody else
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
  const [first, ...others] = await reviewComments(github, own, reader);
  const editors = (first?.revisions ?? []).flatMap(({ editor, kind }) =>
    kind === 'person' ? (editor ?? []) : [],
  );
  const people = [...new Set([...editors, ...requests.map(({ author }) => author)])];
  return {
    comments: first ? [first, ...others] : [],
    notes: notesIn(reviews, reader),
    unsentNote: reviews.find(review => reader.isOwn(review) && review.state === 'PENDING')?.id ?? null,
    requests,
    writers: await readWriters(github, reader.nameWithOwner, people),
  };
}

/** Those that carry the review: also where somebody has written above our text or in its place, which the history shows. */
async function reviewComments(
  github: GitHub,
  own: readonly CommentAnswer[],
  reader: Reader,
): Promise<OwnComment[]> {
  const found: OwnComment[] = [];
  for (const answer of own) {
    const isMarked = answer.body.startsWith(marker);
    const isOther = !isMarked && (!isEdited(answer, reader) || answer.body.startsWith(answerPrefix));
    if (isOther) continue;
    const comment = await ownComment(github, answer, !isMarked || found.length === 0, reader);
    const latest = comment.revisions.find(({ kind }) => kind === 'own')?.text;
    if (isMarked || latest?.startsWith(marker)) found.push(comment);
  }
  return found;
}

function isEdited({ userContentEdits }: CommentAnswer, { viewer }: Reader): boolean {
  return (userContentEdits?.nodes ?? []).some(({ editor }) => !isViewer(editor, viewer));
}

async function ownComment(
  github: GitHub,
  { id, url, body, userContentEdits }: CommentAnswer,
  withHistory: boolean,
  { viewer }: Reader,
): Promise<OwnComment> {
  const edits = userContentEdits?.nodes ?? [];
  const foreignEdits = edits.flatMap(({ id, editor }) => (isViewer(editor, viewer) ? [] : id));
  const [latest] = edits;
  const isOurText = latest === undefined || !foreignEdits.includes(latest.id);
  const isKnown = foreignEdits.length === 0 || (isOurText && stateIn(body)?.seen === foreignEdits[0]);
  const revisions = withHistory && !isKnown ? await readRevisions(github, id, viewer) : [];
  return { id, url, body, revisions, foreignEdits };
}

async function readRevisions(github: GitHub, comment: string, viewer: string): Promise<Revision[]> {
  const { node } = await query<RevisionsAnswer>(github, revisionsQuery, { comment });
  return (node?.userContentEdits?.nodes ?? []).map(({ id, editor, diff }) => {
    const login = editor ? withoutSuffix(editor.login) : null;
    const kind = isViewer(editor, viewer) ? 'own' : editor?.__typename === 'Bot' ? 'bot' : 'person';
    // GitHub calls it `diff`, and gives the whole text.
    return { id, editor: login, kind, text: diff };
  });
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
      suggestions: comments.nodes.map(({ id, body, outdated, isMinimized }) => ({
        id,
        body,
        outdated,
        minimized: isMinimized,
      })),
    }));
}

type RevisionsAnswer = {
  node: {
    userContentEdits: {
      nodes: { id: string; editor: { __typename: string; login: string } | null; diff: string | null }[];
    } | null;
  } | null;
};
