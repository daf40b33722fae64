import type { RootContent } from 'mdast';
import { isReasonedNone } from '../../pattern/parts.ts';
import { textBlocks } from '../../pattern/text-blocks.ts';

/** A reason that begins later is no answer, and looking for it takes the square of the length. */
const longest = 500;

/** Whether a paragraph of these answers with `None, because …` or the like. */
export function saysNone(nodes: readonly RootContent[]): boolean {
  return textBlocks(nodes).some(
    ({ node, text }) => node.type === 'paragraph' && isReasonedNone(text.slice(0, longest)),
  );
}
