import type { Nodes, Paragraph, TableCell } from 'mdast';
import { generatedPartOf } from '../../evidence/section.ts';
import { nodesOf, walk } from '../../pattern/nodes.ts';
import { sourceOf } from '../../pattern/passages.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { positionsIn, type Range } from '../../pattern/position.ts';
import { type Token, tokensOf } from './figure-text.ts';

/** A paragraph or a cell of a table that people wrote: neither a heading nor what the runner writes. */
export type WrittenBlock = {
  node: Paragraph | TableCell;
  /** The list item or the row that it is a part of, where it is; else itself. */
  owner: Nodes;
  source: string;
};

export function writtenBlocks(pattern: Pattern): WrittenBlock[] {
  const { body } = pattern;
  const generated = generatedPartOf(pattern);
  const owners = new Map<Nodes, Nodes>();
  for (const item of nodesOf(body, 'listItem')) for (const child of item.children) owners.set(child, item);
  for (const row of nodesOf(body, 'tableRow')) for (const cell of row.children) owners.set(cell, row);
  return [...nodesOf(body, 'paragraph'), ...nodesOf(body, 'tableCell')]
    .filter(node => !(generated && isWithin(node, generated.from, generated.to)))
    .map(node => ({ node, owner: owners.get(node) ?? node, source: sourceOf(pattern, node) }));
}

/** What stands in a block, with its figures. */
export type Block = { text: string; tokens: Token[]; rangeOf(token: Token): Range };

export function readBlock(pattern: Pattern, { node }: WrittenBlock): Block {
  const start = node.position?.start.offset ?? 0;
  const text = writtenText(pattern.text, node);
  const positionOf = positionsIn(pattern.text);
  const rangeOf = ({ from, to }: Token): Range => ({
    start: positionOf(start + from),
    end: positionOf(start + to),
  });
  return { text, tokens: tokensOf(text), rangeOf };
}

/** Whether a node begins between two offsets of the file. */
export function isWithin(node: Nodes, from: number, to: number): boolean {
  const start = node.position?.start.offset ?? -1;
  return start >= from && start < to;
}

/** A block as it stands in the file, with code, HTML and addresses blanked out, so that places stay what they are. */
function writtenText(source: string, node: Nodes): string {
  const hidden: [from: number, to: number][] = [];
  walk(node, part => {
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
