import { readContents } from '../github/read-contents.ts';
import { readMergeBase } from '../github/read-merge-base.ts';
import type { Inspection } from '../inspection/inspect.ts';
import type { Tree } from '../inspection/tree.ts';
import { normalised } from '../pattern/parsed-file.ts';
import { isReadable } from '../pattern/source-file.ts';
import { type ShownLines, shownLines } from '../review/diff-lines.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { Suggestion } from '../review/suggestions.ts';
import type { PlanningContext } from './context.ts';

/**
 * Those suggestions that stand on lines which the pull request's diff shows; GitHub takes no others. The diff is that from
 * the commit where the head left its base, and of a renamed file that from its old name. Asked only where a file may have
 * been there before.
 */
export async function onLinesOfTheDiff(
  { github }: PlanningContext,
  snapshot: PullRequestSnapshot,
  texts: ReadonlyMap<string, string>,
  suggestions: readonly Suggestion[],
): Promise<Suggestion[]> {
  const { repository, baseBranch, headOid } = snapshot;
  const isNew = ({ path }: { path: string }): boolean =>
    baseBranch === repository.defaultBranch && changeOf(snapshot, path) === 'new';
  const paths = [...new Set(suggestions.filter(item => !isNew(item)).map(({ path }) => path))];
  if (paths.length === 0) return [...suggestions];
  const oid = await readMergeBase(github, repository.nameWithOwner, baseBranch, headOid);
  const wanted = paths.flatMap(path => [path, ...oldNames(snapshot, path)]).map(path => ({ oid, path }));
  const { files } = await readContents(github, repository.id, wanted);
  const before = new Map(files.map(({ path, file }) => [path, isReadable(file) ? file.text : '']));
  const shown = new Map<string, ShownLines>();
  for (const path of paths) {
    const [old = null] = [path, ...oldNames(snapshot, path)].flatMap(name => before.get(name) ?? []);
    const text = texts.get(path);
    shown.set(path, text === undefined ? () => false : shownLines(old, text));
  }
  return suggestions.filter(item => isNew(item) || shown.get(item.path)?.(item));
}

/** The texts of READMEs in which something can be fixed, as positions count them. */
export async function fixableTexts(
  head: Tree,
  inspections: readonly Inspection[],
): Promise<ReadonlyMap<string, string>> {
  const paths = inspections.flatMap(({ report, files }) => {
    const fixable = new Set(report.diagnostics.flatMap(({ path, fix }) => (fix ? path : [])));
    return files.flatMap(({ kind, path }) => (kind === 'pattern' && fixable.has(path) ? path : []));
  });
  const files = await head.read(paths);
  return new Map(
    [...files].flatMap(([path, file]) => (isReadable(file) ? [[path, normalised(file.text)]] : [])),
  );
}

function changeOf({ files }: PullRequestSnapshot, path: string): 'new' | 'changed' {
  return files.some(file => file.path === path && file.change === 'added' && file.from === undefined)
    ? 'new'
    : 'changed';
}

function oldNames({ files }: PullRequestSnapshot, path: string): string[] {
  return files.flatMap(file => (file.path === path ? (file.from ?? []) : []));
}
