import { stateIn } from '../review/comment-state.ts';
import { answerPrefix, commentMarker } from '../review/markers.ts';
import type { OwnComment, Revision } from '../review/snapshot.ts';
import { type GitHub, query } from './client.ts';
import { nodesOf } from './pages.ts';
import { revisionsQuery } from './pull-request-documents.ts';
import type { Reader } from './reader.ts';
import type { CommentAnswer } from './snapshot-answer.ts';
import { isViewer, withoutSuffix } from './without-suffix.ts';

/** Reads the comments that carry the review: also where somebody has written above our text or in its place, which the history shows. */
export async function readReviewComments(
  github: GitHub,
  own: readonly CommentAnswer[],
  reader: Reader,
): Promise<OwnComment[]> {
  const found: OwnComment[] = [];
  for (const answer of own) {
    const isMarked = answer.body.startsWith(commentMarker);
    const isOther = !isMarked && (!isEdited(answer, reader) || answer.body.startsWith(answerPrefix));
    if (isOther) continue;
    const comment = await ownComment(github, answer, !isMarked || found.length === 0, reader);
    const latest = comment.revisions.find(({ kind }) => kind === 'own')?.text;
    if (isMarked || latest?.startsWith(commentMarker)) found.push(comment);
  }
  return found;
}

function isEdited({ userContentEdits }: CommentAnswer, { viewer }: Reader): boolean {
  return nodesOf(userContentEdits).some(({ editor }) => !isViewer(editor, viewer));
}

async function ownComment(
  github: GitHub,
  { id, url, body, userContentEdits }: CommentAnswer,
  withHistory: boolean,
  { viewer }: Reader,
): Promise<OwnComment> {
  const edits = nodesOf(userContentEdits);
  const foreignEdits = edits.flatMap(({ id, editor }) => (isViewer(editor, viewer) ? [] : id));
  const [latest] = edits;
  const isOurText = latest === undefined || !foreignEdits.includes(latest.id);
  const isKnown = foreignEdits.length === 0 || (isOurText && stateIn(body)?.seen === foreignEdits[0]);
  const revisions = withHistory && !isKnown ? await readRevisions(github, id, viewer) : [];
  return { id, url, body, revisions, foreignEdits };
}

async function readRevisions(github: GitHub, commentId: string, viewer: string): Promise<Revision[]> {
  const { node } = await query(github, revisionsQuery, { commentId });
  return nodesOf(node?.userContentEdits).map(({ id, editor, diff }) => {
    const login = editor ? withoutSuffix(editor.login) : null;
    const kind = isViewer(editor, viewer) ? 'own' : editor?.__typename === 'Bot' ? 'bot' : 'person';
    // GitHub calls it `diff`, and gives the whole text.
    return { id, editor: login, kind, text: diff };
  });
}

/** Returns the people who have edited our comment since we last looked. */
export function editorsOf([comment]: readonly OwnComment[]): string[] {
  const people = (comment?.revisions ?? []).filter(({ kind }) => kind === 'person');
  return [...new Set(people.flatMap(({ editor }) => editor ?? []))];
}
