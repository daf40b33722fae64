import type { Nodes } from 'mdast';
import { generatedPartOf } from '../../evidence/section.ts';
import { type NodeOf, nodesOf } from '../../pattern/nodes.ts';
import type { Pattern } from '../../pattern/pattern.ts';

/** The nodes of a type but those between the markers of the evidence: what is wrong there is to be corrected in the script. */
export function writtenNodes<Type extends Nodes['type']>(
  pattern: Pattern,
  type: Type,
): readonly NodeOf<Type>[] {
  const part = generatedPartOf(pattern);
  const all = nodesOf(pattern.body, type);
  if (part === null) return all;
  return all.filter(
    ({ position }) => !((position?.start.offset ?? 0) >= part.from && (position?.end.offset ?? 0) <= part.to),
  );
}
