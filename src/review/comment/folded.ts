import type { ListItem, RootContent } from 'mdast';
import { html, list } from '../../pattern/tree.ts';

/** What not everybody needs, behind one line. `summary` is ours: it is HTML. */
export function folded(summary: string, content: RootContent[]): RootContent[] {
  return [html(`<details><summary>${summary}</summary>`), ...content, html('</details>')];
}

/** A folded list; nothing when the list is empty. */
export function details(summary: string, items: ListItem[], after: RootContent[] = []): RootContent[] {
  return items.length === 0 ? [] : folded(summary, [list(items), ...after]);
}
