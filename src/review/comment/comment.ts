import type { RootContent } from 'mdast';
import type { Inspection } from '../../inspection/inspect.ts';
import { codeSpan, heading, html, link, list, listItem, markdownOf, paragraph } from '../../pattern/tree.ts';
import { count } from '../../pattern/wording.ts';
import type { Founding } from '../agreement/founding.ts';
import type { Judgement } from '../agreement/judgement.ts';
import { type CommentState, maxBoxes, stateComment } from '../comment-state.ts';
import type { Links } from '../finding.ts';
import type { LabelReason } from '../labels.ts';
import { commentMarker } from '../markers.ts';
import type { Rerun } from '../reproduction.ts';
import type { RuleChanges } from '../rule-changes.ts';
import type { Turn } from '../turn.ts';
import { findingsPart, preexistingPart } from './findings-part.ts';
import { details, folded } from './folded.ts';
import { foundingPart } from './founding-part.ts';
import { indexPreview } from './index-preview.ts';
import { nearPart } from './near-part.ts';
import { patternPart } from './pattern-part.ts';

/** GitHub takes 65,536 characters; what does not fit is in the check run. */
const maximumCharacters = 60_000;

export type CommentInput = {
  inspections: readonly Inspection[];
  turn: Turn;
  judgements: readonly Judgement[];
  foundings: readonly Founding[];
  labels: readonly LabelReason[];
  rerun: Rerun;
  ruleChanges: RuleChanges;
  links: Links;
  pullRequestUrl: string;
  version: string;
  state: CommentState;
};

/** The comment's body. A tree until the last moment, so that text from a pull request stays text. */
export function commentOf(input: CommentInput): string {
  const state = html(stateComment(input.state));
  for (let most = 20; most > 0; most = Math.floor(most / 2)) {
    const body = markdownOf([...commentTree(input, most), state]);
    if (body.length <= maximumCharacters) return body;
  }
  // What is remembered is bounded, and so are these: whatever a pull request holds, this much fits.
  const rest = paragraph(
    'There is more in this pull request than a comment can hold: the check run has all findings, and an approving review agrees to all that a person has to judge.',
  );
  const foundings = foundingPart(input.foundings, input.state.refused, input.links);
  return markdownOf([...headOf(input), ...foundings, rest, ...helpPart(input.judgements.length > 0), state]);
}

/** When a pull request had patterns and has none any more, the comment says so instead of staying wrong. */
export function emptyComment(headOid: string, previous: CommentState | null): string {
  return markdownOf([
    html(commentMarker),
    paragraph(
      'No patterns are left in this pull request, so there is nothing to review. Looked at ',
      codeSpan(headOid.slice(0, 7)),
      '.',
    ),
    // What people agreed to holds again when the patterns come back.
    ...(previous ? [html(stateComment({ ...previous, collides: [], collidesOver: [] }))] : []),
  ]);
}

function commentTree(input: CommentInput, most: number): RootContent[] {
  const { inspections, links, judgements } = input;
  const changes = inspections.flatMap(inspection =>
    inspection.changes.map(change => ({ inspection, change })),
  );
  const shown = changes.slice(0, most);
  const boxes = { ...input, judgements: judgements.slice(0, maxBoxes) };
  return [
    ...headOf(input),
    ...foundingPart(input.foundings, input.state.refused, links),
    ...findingsPart(
      inspections.flatMap(inspection => inspection.report.diagnostics),
      input.ruleChanges,
      links,
      most,
    ),
    ...shown.flatMap(({ inspection, change }) => patternPart(inspection, change, boxes)),
    ...(changes.length > shown.length
      ? [paragraph(`… and ${count(changes.length - shown.length, 'more pattern')}, see the check run.`)]
      : []),
    ...(judgements.length > maxBoxes
      ? [paragraph(`Not all ${judgements.length} boxes are shown: an approving review agrees to all.`)]
      : []),
    ...preexistingPart(
      inspections.flatMap(({ preexisting }) => preexisting),
      links,
      most,
    ),
    ...details('What merging changes in the index', inspections.flatMap(indexPreview).slice(0, most)),
    ...details('Close to existing patterns', inspections.flatMap(nearPart).slice(0, most)),
    ...offlinePart(
      changes.map(({ change }) => change.folder),
      inspections.some(({ report }) => report.diagnostics.some(({ fix }) => fix)),
    ),
    ...labelsPart(input.labels.slice(0, 30)),
    ...helpPart(judgements.length > 0),
  ];
}

function headOf({ inspections, turn, links, version, pullRequestUrl }: CommentInput): RootContent[] {
  return [
    html(commentMarker),
    heading(2, `${turn.icon} ${turn.sentence}`),
    paragraph(
      'Checked ',
      codeSpan(links.headOid.slice(0, 7)),
      ` · ${count(inspections.flatMap(({ changes }) => changes).length, 'pattern')} · Pattern Librarian ${version} · `,
      link(`${pullRequestUrl}/checks`, 'all findings in the check run'),
    ),
  ];
}

/** Of more folders than fit on a line, the whole library is checked. */
const maxFolders = 5;

function offlinePart(folders: readonly string[], canFix: boolean): RootContent[] {
  if (folders.length === 0) return [];
  // A name from a pull request must not become a command when somebody copies the line.
  const isPlain = folders.length <= maxFolders && folders.every(folder => /^[\w./-]+$/.test(folder));
  const check = `npm run patterns -- check ${isPlain ? folders.join(' ') : ''}`.trimEnd();
  const fix = `${check.replace('check', 'check --fix')}   # mends what needs no thought`;
  const value = canFix ? `${check}\n${fix}` : check;
  return folded('Check it on your machine', [{ type: 'code', lang: 'sh', value }]);
}

function labelsPart(labels: readonly LabelReason[]): RootContent[] {
  return details(
    'Why these labels',
    labels.map(({ name, because }) => listItem([codeSpan(name), `: ${because}`])),
  );
}

function helpPart(hasBoxes: boolean): RootContent[] {
  const command = (words: string, what: string) => listItem([codeSpan(`/patterns ${words}`), `: ${what}`]);
  return folded('Commands, each on a line of its own in a comment', [
    list([
      command('recheck', 'look again'),
      ...(hasBoxes ? [command('waive <rule> <reason>', 'how to ask for an exception')] : []),
      command('help', 'what you may do'),
    ]),
  ]);
}
