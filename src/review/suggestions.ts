import { digest } from '../catalog/judged-part.ts';
import type { Inspection } from '../inspection/inspect.ts';
import { applyFixes, compatibleFixes } from '../pattern/apply-fixes.ts';
import type { Diagnostic, Fix } from '../pattern/diagnostic.ts';
import { type LinesAfter, linesAfter } from '../pattern/lines-after.ts';
import { lineEnd } from '../pattern/position.ts';
import { html, markdownOf, paragraph } from '../pattern/tree.ts';
import { messageOf } from './finding.ts';
import { suggestionMarker, suggestionMarkerIn } from './markers.ts';
import { findingId } from './rule-changes.ts';
import type { Note } from './snapshot.ts';

/** A change of whole lines that the author can apply with one click. Lines count in the head's file. */
export type Suggestion = {
  /** The same for the same change of the same lines, wherever they have moved to. */
  id: string;
  /** The findings that it mends, as the comment remembers them. */
  findings: string[];
  path: string;
  startLine: number;
  endLine: number;
  /** The comment with its suggestion block, as Markdown. */
  body: string;
};

/**
 * The fixes of findings that keep the pull request from passing or are worth a look, each on lines of its own: what is to be
 * mended on one line is mended together, as `check --fix` does it. Advice on a draft is not urged upon anybody.
 */
export function suggestionsFor(
  inspections: readonly Inspection[],
  texts: ReadonlyMap<string, string>,
): Suggestion[] {
  return inspections.flatMap(({ report, files }) =>
    files.flatMap(({ kind, path }): Suggestion[] => {
      const text = kind === 'pattern' ? texts.get(path) : undefined;
      if (text === undefined) return [];
      const found = report.diagnostics.filter(
        diagnostic => diagnostic.path === path && diagnostic.severity !== 'info' && diagnostic.fix,
      );
      return clustersOf(text, found).map(cluster => suggestionOf(cluster, text));
    }),
  );
}

/** Those that the author has not been shown yet. */
export function unseen(
  suggestions: readonly Suggestion[],
  notes: readonly Note[],
  shown: readonly string[],
): Suggestion[] {
  const seen = new Set([...shownIn(notes), ...shown]);
  return suggestions.filter(({ id }) => !seen.has(id));
}

/** Ids of the suggestions that notes carry. */
export function shownIn(notes: readonly Note[]): string[] {
  return notes.flatMap(note => note.suggestions.flatMap(({ body }) => suggestionMarkerIn(body) ?? []));
}

/** Own suggestion comments that nobody needs any more: their lines are gone, or what they would mend is mended. */
export function outdatedSuggestions(suggestions: readonly Suggestion[], notes: readonly Note[]): string[] {
  const current = new Set(suggestions.map(({ id }) => id));
  return notes
    .flatMap(note => note.suggestions)
    .filter(
      ({ body, outdated, minimized }) =>
        !minimized && (outdated || !current.has(suggestionMarkerIn(body) ?? '')),
    )
    .map(({ id }) => id);
}

/** Findings whose fixes touch the same lines. */
type Cluster = { startLine: number; endLine: number; fixes: Fix[]; diagnostics: Diagnostic[] };

/** In the order of their lines. A fix that others stand in the way of has its turn once they are applied. */
function clustersOf(text: string, found: readonly Diagnostic[]): Cluster[] {
  const clusters = compatibleFixes(found.flatMap(({ fix }) => fix ?? []))
    .map((fix): Cluster => {
      const { startLine, endLine } = linesAfter(text, fix);
      const diagnostics = found.filter(diagnostic => isSame(diagnostic.fix, fix));
      return { startLine, endLine, fixes: [fix], diagnostics };
    })
    .toSorted((a, b) => a.startLine - b.startLine || a.endLine - b.endLine);
  const done: Cluster[] = [];
  for (const next of clusters) {
    const last = done.at(-1);
    if (!last || next.startLine > last.endLine) done.push(next);
    else done.splice(-1, 1, together(last, next));
  }
  return done;
}

function together(a: Cluster, b: Cluster): Cluster {
  return {
    startLine: a.startLine,
    endLine: Math.max(a.endLine, b.endLine),
    fixes: [...a.fixes, ...b.fixes],
    diagnostics: [...a.diagnostics, ...b.diagnostics],
  };
}

/** Several findings may have one fix: all keys that are missing are added at once. */
function isSame(a: Fix | undefined, b: Fix): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function suggestionOf(cluster: Cluster, text: string): Suggestion {
  const { diagnostics } = cluster;
  const [{ path }] = diagnostics as [Diagnostic];
  const { startLine, endLine, lines } = replacement(cluster, text);
  const old = text.split(lineEnd).slice(startLine - 1, endLine);
  const rules = [...new Set(diagnostics.map(({ ruleId }) => ruleId))].join();
  const id = digest([rules, path, ...old, '', ...lines]);
  const body = markdownOf([
    html(suggestionMarker(id)),
    ...diagnostics.map(diagnostic => paragraph(...messageOf(diagnostic))),
    { type: 'code', lang: 'suggestion', value: lines.join('\n') },
  ]);
  return { id, findings: diagnostics.map(findingId), path, startLine, endLine, body };
}

/** What stands on the lines of a cluster once all its fixes are applied. */
function replacement({ startLine, endLine, fixes }: Cluster, text: string): LinesAfter {
  const [only, ...more] = fixes;
  if (only && more.length === 0) return linesAfter(text, only);
  const plain = text.replace(/^\uFEFF/, '');
  const left = plain.split(lineEnd).length - endLine;
  const lines = applyFixes(plain, fixes).split(lineEnd);
  return { startLine, endLine, lines: lines.slice(startLine - 1, lines.length - left) };
}
