import type { Nodes } from 'mdast';
import type { MarkdownFile } from './markdown.ts';
import { positionsIn, type Range } from './position.ts';

/** A place in the text where an expression matches. */
export type Passage = { match: RegExpExecArray; range: Range };

/** A node as it is written in its file. */
export function sourceOf(file: MarkdownFile, { position }: Nodes): string {
  return file.text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

/**
 * Every place where a global expression matches in these nodes. The source is searched, for only that knows where things
 * stand: escapes are seen as written, and a phrase that is wrapped in a quotation has `> ` in it.
 */
export function passages(file: MarkdownFile, wanted: RegExp, nodes: readonly Nodes[]): Passage[] {
  const found: Passage[] = [];
  const positionOf = positionsIn(file.text);
  for (const node of nodes) {
    const from = node.position?.start.offset ?? 0;
    const source = sourceOf(file, node);
    // Most nodes hold nothing, and to find that out is much faster than to look for all.
    if (source.search(wanted) === -1) continue;
    for (const match of source.matchAll(wanted)) {
      const at = from + match.index;
      found.push({ match, range: { start: positionOf(at), end: positionOf(at + match[0].length) } });
    }
  }
  return found;
}
