import type { Heading, Paragraph, RootContent, TableCell } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
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
      blocks.push({ node, text: withSingleSpaces(plainText(node, { includeHtml: false })).trim() });
    });
  return blocks;
});
