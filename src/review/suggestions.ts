import type { Diagnostic } from '../pattern/diagnostic.ts';
import { linesAfter } from '../pattern/lines-after.ts';
import { html, markdownOf, paragraph } from '../pattern/tree.ts';
import { messageOf } from './finding.ts';
import type { Inspection } from './inspect.ts';
import { digest } from './judged-part.ts';
import { findingId } from './rule-changes.ts';
import type { Note } from './snapshot.ts';

/** A change of whole lines that the author can apply with one click. Lines count in the head's file. */
export type Suggestion = {
  /** The same for the same change of the same lines, wherever they have moved to. */
  id: string;
  /** The finding that it mends, as the comment remembers it. */
  finding: string;
  path: string;
  startLine: number;
  endLine: number;
  /** The comment with its suggestion block, as Markdown. */
  body: string;
};

/** More than this at once is not read; `check --fix` makes them all. */
const most = 30;

/**
 * The fixes of findings that keep the pull request from passing or are worth a look, each on lines of its own. Advice on a
 * draft is not urged upon anybody.
 */
export function suggestionsFor(inspections: readonly Inspection[]): Suggestion[] {
  const taken = new Map<string, number>();
  const found = inspections.flatMap(({ report, files }) =>
    report.diagnostics.flatMap((diagnostic): Suggestion[] => {
      const file = files.find(({ path }) => path === diagnostic.path);
      if (file?.kind !== 'pattern' || diagnostic.severity === 'info') return [];
      return suggestionOf(diagnostic, file.pattern.text);
    }),
  );
  return found
    .filter(({ path, startLine, endLine }) => {
      if (startLine <= (taken.get(path) ?? 0)) return false;
      taken.set(path, endLine);
      return true;
    })
    .slice(0, most);
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
  return notes.flatMap(note => note.suggestions.flatMap(({ body }) => idIn(body) ?? []));
}

/** Own suggestion comments that nobody needs any more: their lines are gone, or what they would mend is mended. */
export function outdatedSuggestions(suggestions: readonly Suggestion[], notes: readonly Note[]): string[] {
  const current = new Set(suggestions.map(({ id }) => id));
  return notes
    .flatMap(note => note.suggestions)
    .filter(({ body, outdated, minimized }) => !minimized && (outdated || !current.has(idIn(body) ?? '')))
    .map(({ id }) => id);
}

function suggestionOf(diagnostic: Diagnostic, text: string): Suggestion[] {
  const { fix, path, ruleId } = diagnostic;
  if (!fix) return [];
  const { startLine, endLine, lines } = linesAfter(text, fix);
  const old = text.split(/\r?\n/).slice(startLine - 1, endLine);
  const id = digest([ruleId, path, ...old, '', ...lines]);
  const body = markdownOf([
    html(marker(id)),
    paragraph(...messageOf(diagnostic)),
    { type: 'code', lang: 'suggestion', value: lines.join('\n') },
  ]);
  return [{ id, finding: findingId(diagnostic), path, startLine, endLine, body }];
}

function marker(id: string): string {
  return `<!-- pattern-librarian:fix ${id} -->`;
}

function idIn(body: string): string | null {
  return /^<!-- pattern-librarian:fix ([0-9a-f]{12}) -->/.exec(body)?.[1] ?? null;
}
