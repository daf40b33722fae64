import { readContents } from '../github/read-contents.ts';
import { readMergeBase } from '../github/read-merge-base.ts';
import { isReadable } from '../pattern/source-file.ts';
import { type ShownLines, shownLines } from '../review/diff-lines.ts';
import type { Inspection } from '../review/inspect.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { Suggestion } from '../review/suggestions.ts';
import type { ReadingContext } from './context.ts';

/**
 * Those suggestions that stand on lines which the pull request's diff shows; GitHub takes no others. The diff is that from
 * the commit where the head left its base, and of a renamed file that from its old name. Asked only where a file may have
 * been there before.
 */
export async function onLinesOfTheDiff(
  { github }: ReadingContext,
  snapshot: PullRequestSnapshot,
  inspections: readonly Inspection[],
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
    const file = inspections.flatMap(({ files }) => files).find(file => file.path === path);
    shown.set(path, file?.kind === 'pattern' ? shownLines(old, file.pattern.text) : () => false);
  }
  return suggestions.filter(item => isNew(item) || shown.get(item.path)?.(item));
}

function changeOf({ files }: PullRequestSnapshot, path: string): 'new' | 'changed' {
  return files.some(file => file.path === path && file.change === 'added' && file.from === undefined)
    ? 'new'
    : 'changed';
}

function oldNames({ files }: PullRequestSnapshot, path: string): string[] {
  return files.flatMap(file => (file.path === path ? (file.from ?? []) : []));
}
