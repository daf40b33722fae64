import type { ListItem } from 'mdast';
import { coverageOf } from '../../catalog/index-file.ts';
import type { Inspection } from '../../inspection/inspect.ts';
import { codeSpan, listItem } from '../../pattern/tree.ts';

/** What merging will change in the index, line by line. */
export function indexPreview(inspection: Inspection): ListItem[] {
  const { policy, library } = inspection;
  const { taxonomy } = policy;
  const items = inspection.changes.flatMap(({ kind, after, before }): ListItem[] => {
    const entry = after ?? before;
    if (!entry) return [];
    const category = taxonomy.categories.find(item => item.id === entry.category)?.title ?? entry.category;
    const what = [codeSpan(entry.fingerprint), ' ', codeSpan(entry.name)];
    if (kind === 'removed') return [listItem([...what, ` leaves ${category}`])];
    if (kind === 'new') return [listItem([...what, ` joins ${category} as ${entry.status}`])];
    if (kind === 'moved') return [listItem([...what, ` moves to ${category}`])];
    const status = before && before.status !== entry.status ? `: ${before.status} → ${entry.status}` : '';
    return [listItem([...what, ` in ${category} is updated${status}`])];
  });
  const now = coverageOf(policy.library, taxonomy);
  const then = coverageOf(library, taxonomy);
  if (items.length === 0) return [];
  const grows =
    now.written === then.written ? `stays ${then.written}` : `goes from ${now.written} to ${then.written}`;
  return [...items, listItem([`Coverage ${grows} of ${then.planned} planned topics`])];
}
