import { visible } from '../pattern/visible.ts';
import { count } from '../pattern/wording.ts';
import type { Annotation } from './annotation.ts';
import { type CheckRun, checkName } from './check-run.ts';
import type { Difference } from './difference.ts';
import { noteBody } from './note.ts';
import type { Review } from './review.ts';
import type { PullRequestSnapshot } from './snapshot.ts';
import { stillToWrite } from './still-to-write.ts';

/** Puts a style on text, or returns the text as it is. */
export type Style = (style: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', text: string) => string;

const colors = {
  success: 'green',
  failure: 'red',
  action_required: 'yellow',
  FAILURE: 'red',
  WARNING: 'yellow',
  NOTICE: 'cyan',
} as const;

/** A review for people who read it in a terminal: all that the App would post, then what of it is not there yet. */
export function reviewText(
  snapshot: PullRequestSnapshot,
  review: Review,
  difference: Difference,
  style: Style,
): string {
  const { repository, number, headOid, url } = snapshot;
  return [
    `${style('bold', `${repository.nameWithOwner}#${number}`)} at ${headOid.slice(0, 7)}  ${style('dim', visible(url))}`,
    '',
    ...checkRunLines(review.checkRun, style),
    '',
    ...commentLines(review.comment, style),
    '',
    ...labelLines(review, difference, style),
    '',
    ...noteLines(review.note, style),
    ...answerLines(review.answers, difference.replies, style),
    style('bold', 'Compared with what is posted'),
    ...stillToWrite(snapshot, difference).map(sentence => `  ${visible(sentence)}`),
  ].join('\n');
}

function checkRunLines({ conclusion, title, summary, annotations }: CheckRun, style: Style): string[] {
  return [
    `${style('bold', 'Check run')} ${checkName}: ${style(colors[conclusion], conclusion)}`,
    `  ${visible(title)}`,
    // Findings and comment say the rest; without any, the summary is all there is.
    ...(annotations.length === 0
      ? indented(summary.trimEnd())
      : [`  ${count(annotations.length, 'annotation')}`]),
    ...annotations.flatMap(annotation => ['', ...annotationLines(annotation, style)]),
  ];
}

function annotationLines(annotation: Annotation, style: Style): string[] {
  const { path, startLine, startColumn, level, title, message } = annotation;
  const column = startColumn === undefined ? '' : `:${startColumn}`;
  return [
    `  ${style('cyan', `${visible(path)}:${startLine}${column}`)}  ${style(colors[level], level.toLowerCase())}  ${visible(title)}`,
    ...indented(message).map(line => `  ${line}`),
  ];
}

/** Between two rules and at the margin, so that it can be taken from the terminal as it is. */
function commentLines(comment: string | null, style: Style): string[] {
  if (comment === null) return [`${style('bold', 'Comment')}: none`];
  return [`${style('bold', 'Comment')}, as Markdown`, ...framed(comment, style)];
}

/** What notifies people, with what the author can apply. */
function noteLines(note: Review['note'], style: Style): string[] {
  if (note === null) return [];
  const places = note.suggestions.flatMap(({ path, startLine, endLine, body }) => [
    style('cyan', `${visible(path)}:${startLine}${endLine > startLine ? `-${endLine}` : ''}`),
    ...framed(body, style),
  ]);
  const title = `${style('bold', 'Note')} that notifies people, with ${count(note.suggestions.length, 'suggestion')}`;
  return [title, ...framed(noteBody(note) ?? '', style), ...places, ''];
}

/** What is not said yet: of whether the App has reacted, GitHub tells nobody but the App. */
function answerLines(answers: Review['answers'], replies: readonly string[], style: Style): string[] {
  return answers.flatMap(({ body, reaction }) => {
    if (body === null || !replies.includes(body)) return [];
    const title = `${style('bold', 'Answer to a command')}: ${reaction === 'THUMBS_UP' ? '👍' : '😕'}`;
    return [title, ...framed(body, style), ''];
  });
}

function framed(markdown: string, style: Style): string[] {
  const rule = style('dim', '─'.repeat(72));
  return [rule, ...markdown.replace(/\n$/, '').split('\n').map(visible), rule];
}

function labelLines(review: Review, { addLabels, removeLabels }: Difference, style: Style): string[] {
  if (review.labels === null) return [`${style('bold', 'Labels')}: left as they are`];
  const isAdded = (name: string): boolean => addLabels.some(label => label.name === name);
  const lines = [
    ...review.labelReasons.map(({ name, because }) => [
      isAdded(name) ? style('green', '+') : ' ',
      name,
      because,
    ]),
    ...removeLabels.map(name => [style('red', '-'), name, 'nothing asks for it any more']),
  ];
  if (lines.length === 0) return [`${style('bold', 'Labels')}: none`];
  const width = Math.max(...lines.map(([, name = '']) => name.length));
  return [
    style('bold', 'Labels'),
    ...lines.map(
      ([sign, name = '', because = '']) => `  ${sign} ${visible(name.padEnd(width))}  ${visible(because)}`,
    ),
  ];
}

function indented(text: string): string[] {
  return text.split('\n').map(line => `  ${visible(line)}`.trimEnd());
}
