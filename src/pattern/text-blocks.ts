import type { Heading, Paragraph, Root, RootContent, TableCell } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';

/** The smallest blocks that people read, in their order, each with its text; code and HTML are none. */
export type TextBlock = { node: Paragraph | Heading | TableCell; text: string };

export function textBlocks(nodes: RootContent[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  const root: Root = { type: 'root', children: nodes };
  visit(root, node => {
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') return;
    blocks.push({ node, text: plainText(node, { includeHtml: false }).replace(/\s+/g, ' ').trim() });
  });
  return blocks;
}
