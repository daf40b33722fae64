import type { ListItem, RootContent } from 'mdast';
import { questionFor } from '../catalog/questions.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { levelOf } from '../pattern/pattern.ts';
import { folderOf } from '../pattern/place.ts';
import { codeSpan, heading, html, link, list, listItem, markdownOf, paragraph } from '../pattern/tree.ts';
import { count } from '../pattern/wording.ts';
import { hasResults } from './disagreement.ts';
import { findingItem, type Links } from './finding.ts';
import { indexPreview } from './index-preview.ts';
import type { Inspection } from './inspect.ts';
import type { WantedLabel } from './labels.ts';
import { metricTable } from './metric-table.ts';
import { type PatternChange, patternChanges } from './pattern-change.ts';
import type { Rerun } from './reproduction.ts';
import type { Verdict } from './verdict.ts';

/** Marks the one comment as the App's. Only together with `viewerDidAuthor`: anybody can write a marker. */
export const marker = '<!-- pattern-librarian:review -->';

/** GitHub takes 65,536 characters; what does not fit is in the check run. */
const maximumCharacters = 60_000;

export type CommentInput = {
  inspections: readonly Inspection[];
  verdict: Verdict;
  approvedBy: readonly string[];
  labels: readonly WantedLabel[];
  rerun: Rerun;
  links: Links;
  pullRequestUrl: string;
  version: string;
};

/** The comment's body. A tree until the last moment, so that text from a pull request stays text. */
export function commentOf(input: CommentInput): string {
  for (let most = 20; ; most = Math.floor(most / 2)) {
    const body = markdownOf(commentTree(input, most));
    if (body.length <= maximumCharacters || most === 0) return body;
  }
}

/** When a pull request had patterns and has none any more, the comment says so instead of staying wrong. */
export function emptyComment(links: Links): string {
  return markdownOf([
    html(marker),
    paragraph(
      'No patterns are left in this pull request, so there is nothing to review. Looked at ',
      codeSpan(links.headOid.slice(0, 7)),
      '.',
    ),
  ]);
}

function commentTree(input: CommentInput, most: number): RootContent[] {
  const { inspections, verdict, links } = input;
  const changes = inspections.flatMap(inspection =>
    patternChanges(inspection).map(change => ({ inspection, change })),
  );
  const checks = `${input.pullRequestUrl}/checks`;
  const shown = changes.slice(0, Math.max(1, most));
  return [
    html(marker),
    heading(2, `${verdict.icon} ${verdict.sentence}`),
    paragraph(
      'Checked ',
      codeSpan(links.headOid.slice(0, 7)),
      ` · ${count(changes.length, 'pattern')} · Pattern Librarian ${input.version} · `,
      link(checks, 'all findings in the check run'),
    ),
    ...findingsPart(
      inspections.flatMap(inspection => inspection.report.diagnostics),
      links,
      most,
    ),
    ...shown.flatMap(({ inspection, change }) => patternPart(inspection, change, input)),
    ...(changes.length > shown.length
      ? [paragraph(`… and ${count(changes.length - shown.length, 'more pattern')}, see the check run.`)]
      : []),
    ...peoplePart(input, changes),
    ...details('What merging changes in the index', inspections.flatMap(indexPreview).slice(0, most)),
    ...offlinePart(changes.map(({ change }) => change.folder).slice(0, 5)),
    ...labelsPart(input.labels.slice(0, 30)),
  ];
}

function patternPart(
  inspection: Inspection,
  change: PatternChange,
  { links, rerun }: CommentInput,
): RootContent[] {
  const entry = change.after ?? change.before;
  const title = entry ? [codeSpan(entry.fingerprint), ` · ${entry.name}`] : [codeSpan(change.folder)];
  const parts: RootContent[] = [heading(3, ...title, ` — ${stateOf(change)}`)];
  if (change.kind === 'removed') return parts;
  const own = inspection.report.diagnostics.filter(({ path }) => path.startsWith(`${change.folder}/`));
  const level = change.pattern === null ? 'accepted' : levelOf(change.pattern);
  const again = hasResults(inspection, change.folder) ? rerun : null;
  const table = metricTable(inspection.policy.qualityTable.metrics, own, level, links, again);
  // Nobody is asked about a draft yet, so the table waits behind a line.
  return level === 'accepted'
    ? [...parts, table]
    : [...parts, ...folded('What will be asked of it as accepted', [table])];
}

function stateOf({ kind, after, before, pattern }: PatternChange): string {
  const level =
    pattern === null ? '' : levelOf(pattern) === 'accepted' ? ', proposed as accepted' : ', a draft';
  if (kind === 'moved' && before && after) return `moved from ${folderOf(before)}${level}`;
  return `${kind}${level}`;
}

function findingsPart(diagnostics: readonly Diagnostic[], links: Links, most: number): RootContent[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  const advice = diagnostics.filter(({ severity }) => severity === 'info');
  const files = new Set(diagnostics.map(({ path }) => path));
  const items = (some: readonly Diagnostic[]): ListItem[] =>
    some.slice(0, most).map(item => listItem(findingItem(item, links, files.size > 1)));
  const more = (some: readonly Diagnostic[]): RootContent[] =>
    some.length > most ? [paragraph(`… and ${some.length - most} more, see the check run.`)] : [];
  return [
    ...(errors.length > 0 ? [heading(3, 'How to fix'), list(items(errors), true), ...more(errors)] : []),
    ...(warnings.length > 0 ? [heading(3, 'Worth a look'), list(items(warnings)), ...more(warnings)] : []),
    ...details(`What an accepted pattern would have (${advice.length})`, items(advice), more(advice)),
  ];
}

function peoplePart(
  { approvedBy }: CommentInput,
  changes: { inspection: Inspection; change: PatternChange }[],
): RootContent[] {
  const judged = changes.filter(
    ({ change }) => change.pattern !== null && levelOf(change.pattern) === 'accepted',
  );
  const metrics = new Map(
    judged
      .flatMap(({ inspection }) => inspection.policy.qualityTable.metrics)
      .filter(metric => metric.maintainer)
      .map(metric => [metric.name, metric]),
  );
  if (metrics.size === 0) return [];
  const checked = approvedBy.length > 0;
  const boxes = [...metrics.values()].map(
    (metric): ListItem => ({ ...listItem([codeSpan(metric.name), ` ${questionFor(metric)}`]), checked }),
  );
  const by = checked
    ? ['Approved by ', codeSpan(approvedBy.join(', ')), '.']
    : [
        'An approving review on this commit, by someone with write access who is not the author, ticks all of these.',
      ];
  return [heading(3, 'For a maintainer to judge'), paragraph(...by), list(boxes)];
}

function offlinePart(folders: readonly string[]): RootContent[] {
  // A name from a pull request must not become a command when somebody copies the line.
  const plain = folders.filter(folder => /^[\w./-]+$/.test(folder));
  const value = folders.length === 0 ? '' : `npm run patterns -- check ${plain.join(' ')}`.trimEnd();
  return value === '' ? [] : folded('Check it on your machine', [{ type: 'code', lang: 'sh', value }]);
}

function labelsPart(labels: readonly WantedLabel[]): RootContent[] {
  return details(
    'Why these labels',
    labels.map(label => listItem([codeSpan(label.name), `: ${label.because}`])),
  );
}

function details(summary: string, items: ListItem[], after: RootContent[] = []): RootContent[] {
  return items.length === 0 ? [] : folded(summary, [list(items), ...after]);
}

function folded(summary: string, content: RootContent[]): RootContent[] {
  return [html(`<details><summary>${summary}</summary>`), ...content, html('</details>')];
}
