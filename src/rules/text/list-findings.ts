import type { ListItem } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { labelledList } from '../../pattern/parts.ts';
import type { Section } from '../../pattern/sections.ts';
import { code, count } from '../../pattern/wording.ts';
import type { Finding } from '../rule.ts';

/** What a list is expected to hold: how many of what, and which sentence helps to write them. */
export type Wanted = { least: number; item: string; advice: string };

/** Says so when a section's list is too short. */
export function* shortList(section: Section, items: readonly ListItem[], wanted: Wanted): Iterable<Finding> {
  const { least, item, advice } = wanted;
  const there = filled(items).length;
  if (there >= least) return;
  yield {
    range: rangeOfNode(section.heading),
    message: `${code(`## ${section.title}`)} has ${inList(there, item)}; expected is a list of at least ${count(least, item)}. ${advice}`,
  };
}

/** Says so when a label in bold is missing, or when the list under it is missing or too short. */
export function* shortLabelledList(section: Section, label: string, wanted: Wanted): Iterable<Finding> {
  const { least, item, advice } = wanted;
  const list = labelledList(section, label);
  const bold = code(`**${label}**`);
  const expected = `a list of at least ${count(least, item)} right below`;
  if (list === null) {
    yield {
      range: rangeOfNode(section.heading),
      message: `${code(`## ${section.title}`)} has no line ${bold}; expected is that line, in bold, with ${expected}. ${advice}`,
    };
    return;
  }
  const there = filled(list.items).length;
  if (there >= least) return;
  yield {
    range: rangeOfNode(list.at),
    message: `${bold} has ${inList(there, item)}; expected is ${expected}. ${advice}`,
  };
}

/** Items with something in them. */
export function filled(items: readonly ListItem[]): ListItem[] {
  return items.filter(item => plainText(item, { includeHtml: false }).trim() !== '');
}

function inList(there: number, item: string): string {
  return there === 0 ? 'no list' : `a list of ${count(there, item)}`;
}
