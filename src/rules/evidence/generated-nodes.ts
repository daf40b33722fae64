import type { Nodes } from 'mdast';
import { generatedPart } from '../../evidence/section.ts';
import type { Pattern } from '../../pattern/pattern.ts';

/** Tells the nodes between the markers of the evidence: what is wrong there is to be corrected in the script. */
export function generatedNodes({ text }: Pattern): (node: Nodes) => boolean {
  const part = generatedPart(text);
  return ({ position }) =>
    part !== null && (position?.start.offset ?? 0) >= part.from && (position?.end.offset ?? 0) <= part.to;
}
