import { stringify } from 'yaml';
import type { WaiverSlot } from '../../pattern/waiver-slot.ts';

/** The lines that ask to be excused from a rule, and where in the README they go. */
export type WaiverLines = { yaml: string } & Pick<WaiverSlot, 'at' | 'line'>;

export function waiverLines(
  { at, line, indentation }: WaiverSlot,
  rule: string,
  reason: string,
): WaiverLines {
  const item = { rule, reason };
  if (at === 'inside') return { yaml: written(item, 'flow'), at, line };
  if (at === 'below') return { yaml: written([item]).replace(/^/gm, indentation), at, line };
  return { yaml: written({ waivers: [item] }), at, line };
}

/** Quoted where any YAML reader, of version 1.1 or 1.2, would take a text for something else. */
function written(value: unknown, collectionStyle: 'any' | 'flow' = 'any'): string {
  return stringify(value, {
    lineWidth: 0,
    compat: 'yaml-1.1',
    singleQuote: true,
    collectionStyle,
  }).trimEnd();
}
