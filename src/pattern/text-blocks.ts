import type { Heading, Nodes, Paragraph, RootContent, TableCell } from 'mdast';
import { walk } from './nodes.ts';
import { remembered } from './remembered.ts';
import { withSingleSpaces } from './visible.ts';

/** The smallest blocks that people read, in their order, each with its text; code and HTML are none. */
export type TextBlock = { node: Paragraph | Heading | TableCell; text: string };

export const textBlocks = remembered((nodes: readonly RootContent[]): readonly TextBlock[] => {
  const blocks: TextBlock[] = [];
  for (const top of nodes)
    walk(top, node => {
      if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return;
      blocks.push({ node, text: withSingleSpaces(wordsOf(node)).trim() });
      return 'skip';
    });
  return blocks;
});

/** What mdast-util-to-string makes of a node without its HTML; thousands of nodes are asked. */
function wordsOf(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  if ('alt' in node && node.alt) return node.alt;
  let words = '';
  if ('children' in node) for (const child of node.children) words += wordsOf(child);
  return words;
}
