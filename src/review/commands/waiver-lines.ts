import { stringify } from 'yaml';
import { keyValue, type Pattern, rangeAt } from '../../pattern/pattern.ts';

/** The lines that ask to be excused from a rule, and where in the README they go. */
export type WaiverLines = {
  yaml: string;
  /** `inside`: between the brackets of a list in one line. `instead`: in place of what stands there. */
  at: 'before' | 'below' | 'inside' | 'instead';
  line: number;
};

/** The caller has made sure that the front matter can be read. */
export function waiverLines(pattern: Pattern, rule: string, reason: string): WaiverLines {
  const item = { rule, reason };
  const present = keyValue(pattern, 'waivers');
  if (present === undefined)
    return { yaml: written({ waivers: [item] }), at: 'before', line: lastLine(pattern) };
  const { line } = rangeAt(pattern, '/waivers', 'key').start;
  if (!Array.isArray(present) || present.length === 0)
    return { yaml: written({ waivers: [item] }), at: 'instead', line };
  const last = rangeAt(pattern, `/waivers/${present.length - 1}`);
  const text = pattern.text.split('\n')[last.start.line - 1] ?? '';
  const indentation = /^( *)- +$/.exec(text.slice(0, last.start.column - 1))?.[1];
  if (indentation === undefined) return { yaml: written(item, 'flow'), at: 'inside', line };
  return { yaml: written([item]).replace(/^/gm, indentation), at: 'below', line: last.end.line };
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

/** The closing line of the front matter. */
function lastLine({ frontMatter }: Pattern): number {
  return frontMatter.state === 'read' ? frontMatter.range.end.line : 1;
}
