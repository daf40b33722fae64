import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { generatedPart } from '../../evidence/section.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { positionsIn, type Range } from '../../pattern/position.ts';
import { type Token, tokensOf } from './figure-text.ts';

/** A paragraph or a cell of a table with its figures. */
export type Block = {
  text: string;
  tokens: Token[];
  rangeOf(token: Token): Range;
  /** The list item or the row that it is a part of, where it is; else itself. */
  owner: Nodes;
};

/** What people wrote: everything but headings and what the runner writes. */
export function writtenBlocks(pattern: Pattern): Block[] {
  const generated = generatedPart(pattern.text);
  const positionOf = positionsIn(pattern.text);
  const blocks: Block[] = [];
  visit(pattern.body, (node, _, parent) => {
    if (node.type !== 'paragraph' && node.type !== 'tableCell') return;
    if (generated && isWithin(node, generated.from, generated.to)) return;
    const start = node.position?.start.offset ?? 0;
    const text = writtenText(pattern.text, node);
    const rangeOf = ({ from, to }: Token): Range => ({
      start: positionOf(start + from),
      end: positionOf(start + to),
    });
    const isPart = parent?.type === 'listItem' || parent?.type === 'tableRow';
    blocks.push({ text, tokens: tokensOf(text), rangeOf, owner: isPart ? parent : node });
  });
  return blocks;
}

/** Whether a node begins between two offsets of the file. */
export function isWithin(node: Nodes, from: number, to: number): boolean {
  const start = node.position?.start.offset ?? -1;
  return start >= from && start < to;
}

/** A block as it stands in the file, with code, HTML and addresses blanked out, so that places stay what they are. */
function writtenText(source: string, node: Nodes): string {
  const hidden: [from: number, to: number][] = [];
  visit(node, part => {
    const from = part.position?.start.offset ?? 0;
    const to = part.position?.end.offset ?? from;
    if (part.type === 'inlineCode' || part.type === 'html' || part.type === 'image') hidden.push([from, to]);
    // Of `[words](address)` the words are read; a bare address is not.
    else if (part.type === 'link')
      hidden.push([source[from] === '[' ? (part.children.at(-1)?.position?.end.offset ?? from) : from, to]);
  });
  const end = node.position?.end.offset ?? 0;
  let at = node.position?.start.offset ?? 0;
  let text = '';
  for (const [from, to] of hidden.toSorted(([a], [b]) => a - b)) {
    if (to <= at) continue;
    text += source.slice(at, Math.max(at, from)) + ' '.repeat(to - Math.max(at, from));
    at = to;
  }
  return text + source.slice(at, end);
}
