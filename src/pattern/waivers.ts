import type { MarkdownFile } from './markdown.ts';
import { keyValue, rangeAt } from './pattern.ts';
import type { Range } from './position.ts';

/** A rule that a pattern asks to be excused from, with its reason. */
export type Waiver = { rule: string; reason: string; range: Range; pointer: string };

/** The schema's bound: it tells of what lies beyond, and nobody is asked about it. */
const maxWaivers = 20;

/** The waivers in the front matter that have the right form; the schema tells of the others. */
export function waiversOf(pattern: MarkdownFile): Waiver[] {
  const value = keyValue(pattern, 'waivers');
  if (!Array.isArray(value)) return [];
  return value.slice(0, maxWaivers).flatMap((item: unknown, index): Waiver[] => {
    if (typeof item !== 'object' || item === null || !('rule' in item) || !('reason' in item)) return [];
    const { rule, reason } = item;
    if (typeof rule !== 'string' || typeof reason !== 'string' || rule.length > 60) return [];
    const pointer = `/waivers/${index}`;
    return [{ rule, reason, range: rangeAt(pattern, pointer), pointer }];
  });
}
