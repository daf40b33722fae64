import { visible } from '../../src/pattern/visible.ts';
import type { Annotation } from '../../src/review/annotation.ts';
import { type Difference, isEmpty } from '../../src/review/difference.ts';
import { noteBody } from '../../src/review/note.ts';
import type { Review } from '../../src/review/review.ts';
import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import type { Suggestion } from '../../src/review/suggestions.ts';
import { toJson } from './json-lines.ts';
import type { Planned } from './replay.ts';

/** All that a review says and what of it is still to be written, as a page to be read and compared. */
export function reviewPage(story: string, { snapshot, review, difference }: Planned): string {
  const parts = [
    `# ${story}`,
    ...checkRunPart(review),
    ...commentPart(review),
    ...labelsPart(review),
    ...notePart(review),
    ...answersPart(snapshot, review),
    ...(review.alsoLookAt.length > 0
      ? ['## Also looked at', review.alsoLookAt.map(number => `- #${number}`).join('\n')]
      : []),
    '## What is written',
    writtenPart(difference),
  ];
  return `${parts.join('\n\n')}\n`;
}

function checkRunPart({ checkRun }: Review): string[] {
  const { conclusion, title, summary, annotations } = checkRun;
  return [
    `## Check run: ${conclusion}`,
    visible(title),
    ...(annotations.length > 0 ? ['### Annotations', ...annotations.flatMap(annotationPart)] : []),
    '### Summary',
    fenced(summary, 'markdown'),
  ];
}

function annotationPart(annotation: Annotation): string[] {
  const { path, startLine, endLine, startColumn, endColumn, level, title, message } = annotation;
  const columns = startColumn === undefined ? '' : `, columns ${startColumn}–${endColumn}`;
  return [
    `\`${visible(path)}\` ${linesOf(startLine, endLine)}${columns}: **${level}** \`${title}\``,
    fenced(message),
  ];
}

function commentPart({ comment }: Review): string[] {
  if (comment === null) return ['## Comment', 'None.'];
  const [, state] = /<!-- pattern-librarian:state (.*) -->/.exec(comment) ?? [];
  return [
    '## Comment',
    fenced(comment.replace(/<!-- pattern-librarian:state .* -->/, '<!-- … -->'), 'markdown'),
    ...(state ? ['### What it remembers', fenced(toJson(JSON.parse(state)), 'json')] : []),
  ];
}

function labelsPart({ labels, labelReasons }: Review): string[] {
  if (labels === null) return ['## Labels', 'They stay as they are.'];
  const rows = labelReasons.map(({ name, because }) => `- \`${visible(name)}\`: ${visible(because)}`);
  return ['## Labels', rows.join('\n') || 'None.'];
}

function notePart({ note, suggestions }: Review): string[] {
  const isShown = ({ id }: Suggestion): boolean => note?.suggestions.some(shown => shown.id === id) ?? false;
  const others = suggestions.filter(suggestion => !isShown(suggestion));
  return [
    '## Note',
    ...(note ? [fenced(noteBody(note) ?? '', 'markdown')] : ['None: there is no news.']),
    ...(note?.suggestions ?? []).flatMap(({ path, startLine, endLine, body }) => [
      `### Suggestion on \`${visible(path)}\` ${linesOf(startLine, endLine)}`,
      fenced(body, 'markdown'),
    ]),
    ...(others.length > 0
      ? [
          '### Not suggested now',
          others
            .map(
              ({ id, path, startLine, endLine }) =>
                `- \`${visible(path)}\` ${linesOf(startLine, endLine)} (${id})`,
            )
            .join('\n'),
        ]
      : []),
  ];
}

function answersPart({ requests }: PullRequestSnapshot, { answers }: Review): string[] {
  if (answers.length === 0) return [];
  return [
    '## Answers',
    ...answers.flatMap(({ request, body, reaction }) => {
      const asked = requests.find(({ id }) => id === request);
      return [
        `### To \`${asked?.author}\` (${request}): ${reaction}`,
        ...(asked ? [fenced(asked.body)] : []),
        body === null ? 'Nothing is said.' : fenced(body, 'markdown'),
      ];
    }),
  ];
}

function writtenPart(difference: Difference): string {
  if (isEmpty(difference)) return 'Nothing: all of it is there.';
  const { checkRun, comment, deleteComments, addLabels, removeLabels, replies, reactions, minimize, note } =
    difference;
  const names = (some: readonly string[]): string => some.map(name => `\`${visible(name)}\``).join(', ');
  const lines = [
    checkRun && 'a check run',
    comment && (comment.kind === 'add' ? 'a comment' : `the comment ${comment.id} anew`),
    deleteComments.length > 0 && `deleted: ${names(deleteComments)}`,
    addLabels.length > 0 && `labels put on: ${names(addLabels.map(({ name }) => name))}`,
    removeLabels.length > 0 && `labels taken off: ${names(removeLabels)}`,
    replies.length > 0 && `answers: ${replies.length}`,
    ...reactions.map(({ subject, content }) => `${content} on ${subject}`),
    minimize.length > 0 && `folded away: ${names(minimize)}`,
    note && 'the note',
  ];
  return lines.flatMap(line => (line ? `- ${line}` : [])).join('\n');
}

function linesOf(start: number, end: number): string {
  return start === end ? `line ${start}` : `lines ${start}–${end}`;
}

/** With a fence that nothing inside can close; what a reader would not see is spelled out. */
function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...text.trimEnd().split('\n').map(visible), fence].join('\n');
}
