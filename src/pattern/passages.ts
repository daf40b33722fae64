import type { Nodes } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { MarkdownFile } from './markdown.ts';
import { positionsIn, type Range } from './position.ts';

/** A place in the text where an expression matches. */
export type Passage = { match: RegExpExecArray; range: Range };

/** A node as it is written in its file. */
export function sourceOf(file: MarkdownFile, { position }: Nodes): string {
  return file.text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

/**
 * Every place where a global expression matches in nodes of this type. The source is searched, for only that knows where
 * things stand: escapes are seen as written, and a phrase that is wrapped in a quotation has `> ` in it.
 */
export function* passages(
  file: MarkdownFile,
  wanted: RegExp,
  type: 'text' | 'code',
  leftOut: (node: Nodes) => boolean = () => false,
): Iterable<Passage> {
  const nodes: Nodes[] = [];
  visit(file.body, node => {
    if (leftOut(node)) return SKIP;
    if (node.type === type) nodes.push(node);
  });
  const positionOf = positionsIn(file.text);
  for (const node of nodes) {
    const from = node.position?.start.offset ?? 0;
    for (const match of sourceOf(file, node).matchAll(wanted)) {
      const at = from + match.index;
      yield { match, range: { start: positionOf(at), end: positionOf(at + match[0].length) } };
    }
  }
}
