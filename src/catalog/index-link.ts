import type { PhrasingContent } from 'mdast';
import { byCodeUnit } from '../pattern/code-unit-order.ts';
import { link } from '../pattern/tree.ts';
import { type Entry, readmeOf } from './entry.ts';

/** What a table's cell is made of. */
export type Cell = (PhrasingContent | string)[];

/** From `patterns/<domain>/INDEX.md` to a pattern's folder, where the host shows its README. */
export function linkTo(entry: { category: string; slug: string }): string {
  return `${entry.category.slice(entry.category.indexOf('/') + 1)}/${entry.slug}/`
    .split('/')
    .map(part => encodeURIComponent(part.toWellFormed()))
    .join('/');
}

export function linked(entry: Entry): PhrasingContent {
  return link(linkTo(entry), entry.name);
}

/** By fingerprint, and where two share one, by place: never by the order in which they were read. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(
    (a, b) => byCodeUnit(a.fingerprint, b.fingerprint) || byCodeUnit(readmeOf(a), readmeOf(b)),
  );
}
