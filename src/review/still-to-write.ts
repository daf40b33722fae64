import { code, count } from '../pattern/wording.ts';
import { type Difference, isEmpty } from './difference.ts';
import type { PullRequestSnapshot } from './snapshot.ts';

/**
 * In what the App's present answer differs from what it would post now, in sentences. Reactions are left out: GitHub tells
 * whoever asks only of their own.
 */
export function stillToWrite(snapshot: PullRequestSnapshot, difference: Difference): string[] {
  const { checkRun, comments } = snapshot;
  if (isEmpty({ ...difference, reactions: [] })) return ['The App has posted exactly this.'];
  if (checkRun === null && comments.length === 0) return ['The App has posted nothing here yet.'];
  return [
    ...checkRunSentence(snapshot, difference),
    ...commentSentence(snapshot, difference),
    ...labelSentences(difference),
    ...noteSentences(difference),
  ];
}

function checkRunSentence({ checkRun, headOid }: PullRequestSnapshot, difference: Difference): string[] {
  if (difference.checkRun === null) return [];
  if (checkRun === null) return [`The App has not checked ${headOid.slice(0, 7)} yet.`];
  return checkRun.completed
    ? ['The App’s check run on this commit says something else.']
    : ['The App’s check run on this commit is not complete, or somebody has asked for it again.'];
}

function commentSentence(
  { comments }: PullRequestSnapshot,
  { comment, deleteComments }: Difference,
): string[] {
  const more =
    deleteComments.length === 0 ? [] : ['The App has more than one comment; it would keep the first.'];
  if (comment === null) return more;
  if (comment.kind === 'add') return ['The App’s comment is not there yet.', ...more];
  const is = (comments[0]?.body ?? '').trim().split('\n');
  const wouldBe = comment.body.trim().split('\n');
  const at = wouldBe.findIndex((line, index) => line !== is[index]);
  const index = at === -1 ? wouldBe.length : at;
  return [
    `The App’s comment differs, first at line ${index + 1}: it is ${lineOf(is[index])} and would be ${lineOf(wouldBe[index])}.`,
    ...more,
  ];
}

function lineOf(line: string | undefined): string {
  return line === undefined ? 'at its end' : code(line);
}

function labelSentences({ addLabels, removeLabels }: Difference): string[] {
  const names = (some: readonly string[]): string => some.map(code).join(', ');
  return [
    ...(addLabels.length > 0 ? [`Labels to put on: ${names(addLabels.map(({ name }) => name))}.`] : []),
    ...(removeLabels.length > 0 ? [`Labels to take off: ${names(removeLabels)}.`] : []),
  ];
}

function noteSentences({ note, replies, minimize }: Difference): string[] {
  return [
    ...(note === null ? [] : ['The note that notifies people is not sent yet.']),
    ...(replies.length > 0 ? [`${count(replies.length, 'answer')} to commands not given yet.`] : []),
    ...(minimize.length > 0
      ? [`${count(minimize.length, 'note or suggestion', 'notes and suggestions')} to fold away.`]
      : []),
  ];
}
