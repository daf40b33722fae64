import type { Nodes, Parents } from 'mdast';
import { remembered } from './remembered.ts';

export type NodeOf<Type extends Nodes['type']> = Extract<Nodes, { type: Type }>;

/**
 * Calls `enter` for a node and for all below it, parents first, in the order of the text. What is below a node for which it
 * says `skip` is left out.
 */
export function walk(
  node: Nodes,
  enter: (node: Nodes, parent: Parents | null) => 'skip' | undefined,
  parent: Parents | null = null,
): void {
  if (enter(node, parent) === 'skip' || !('children' in node)) return;
  for (const child of node.children) walk(child, enter, node);
}

const byType = remembered((tree: Nodes): ReadonlyMap<Nodes['type'], readonly Nodes[]> => {
  const found = new Map<Nodes['type'], Nodes[]>();
  walk(tree, node => {
    const same = found.get(node.type);
    if (same) same.push(node);
    else found.set(node.type, [node]);
  });
  return found;
});

/** All nodes of one type in a tree, in the order of the text. The tree is walked once, whatever is asked of it. */
export function nodesOf<Type extends Nodes['type']>(tree: Nodes, type: Type): readonly NodeOf<Type>[] {
  return (byType(tree).get(type) ?? []) as readonly NodeOf<Type>[];
}
