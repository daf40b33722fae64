import type { ListItem } from 'mdast';
import { nearDuplicates } from '../../catalog/near-duplicates.ts';
import type { Inspection } from '../../inspection/inspect.ts';
import { codeSpan, listItem } from '../../pattern/tree.ts';

/** Existing patterns that are close to a new one, and why: the author may relate to them, or find that it is written. */
export function nearPart(inspection: Inspection): ListItem[] {
  return inspection.changes.flatMap(({ kind, after }) => {
    if (kind !== 'new' || after === null) return [];
    return nearDuplicates(after, inspection.policy.library).map(({ entry, shared }) =>
      listItem([
        codeSpan(entry.fingerprint),
        ' ',
        codeSpan(entry.name),
        ' — shares',
        ...shared.flatMap(({ field, words }) => [` in ${field} `, codeSpan(words.join(', '))]),
        '. If yours replaces or refines it, relate the two.',
      ]),
    );
  });
}
