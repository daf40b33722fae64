import { keyValue, type Pattern, rangeAt } from './pattern.ts';

/** Where a further waiver is written in a README. */
export type WaiverSlot = {
  /**
   * `before`: a new key, before this line, the end of the front matter. `below`: a new item below this line. `inside`: an item
   * between the brackets of a list in one line. `instead`: a new key in place of what stands there.
   */
  at: 'before' | 'below' | 'inside' | 'instead';
  line: number;
  /** What stands before the items of the list; empty where there is none. */
  indentation: string;
};

/** Null while the front matter cannot be read. */
export function waiverSlotOf(pattern: Pattern): WaiverSlot | null {
  const { frontMatter } = pattern;
  if (frontMatter.state !== 'read') return null;
  const present = keyValue(pattern, 'waivers');
  const none = { indentation: '' };
  if (present === undefined) return { at: 'before', line: frontMatter.range.end.line, ...none };
  const { line } = rangeAt(pattern, '/waivers', 'key').start;
  if (!Array.isArray(present) || present.length === 0) return { at: 'instead', line, ...none };
  const last = rangeAt(pattern, `/waivers/${present.length - 1}`);
  const text = pattern.text.split('\n')[last.start.line - 1] ?? '';
  const indentation = /^( *)- +$/.exec(text.slice(0, last.start.column - 1))?.[1];
  return indentation === undefined
    ? { at: 'inside', line, ...none }
    : { at: 'below', line: last.end.line, indentation };
}
