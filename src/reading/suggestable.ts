import { readContents } from '../github/read-contents.ts';
import { readMergeBase } from '../github/read-merge-base.ts';
import { isReadable } from '../pattern/source-file.ts';
import { withinDiff } from '../review/diff-lines.ts';
import type { Inspection } from '../review/inspect.ts';
import type { PullRequestSnapshot } from '../review/snapshot.ts';
import type { Suggestion } from '../review/suggestions.ts';
import type { ReadingContext } from './context.ts';

/**
 * Those suggestions that stand on lines which the pull request's diff shows; GitHub takes no others. The diff is that from
 * the commit where the head left its base. Asked only when there is something to suggest on a changed file.
 */
export async function onLinesOfTheDiff(
  { github }: ReadingContext,
  snapshot: PullRequestSnapshot,
  inspections: readonly Inspection[],
  suggestions: readonly Suggestion[],
): Promise<Suggestion[]> {
  const added = new Set(snapshot.files.flatMap(({ path, change }) => (change === 'added' ? path : [])));
  const changed = [...new Set(suggestions.map(({ path }) => path))].filter(path => !added.has(path));
  if (changed.length === 0) return [...suggestions];
  const { repository, baseBranch, headOid } = snapshot;
  const oid = await readMergeBase(github, repository.nameWithOwner, baseBranch, headOid);
  const { files } = await readContents(
    github,
    repository.id,
    changed.map(path => ({ oid, path })),
  );
  const before = new Map(files.map(({ path, file }) => [path, isReadable(file) ? file.text : null]));
  return suggestions.filter(suggestion => {
    const { path } = suggestion;
    const file = inspections.flatMap(({ files }) => files).find(file => file.path === path);
    if (added.has(path) || file?.kind !== 'pattern') return added.has(path);
    return withinDiff([suggestion], before.get(path) ?? null, file.pattern.text).length > 0;
  });
}
