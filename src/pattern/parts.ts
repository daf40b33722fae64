import type { List, ListItem, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Pattern } from './pattern.ts';
import { type Section, sectionsOf } from './sections.ts';

/** The section with this title, whatever its case; null when it is missing or holds nothing but comments. */
export function writtenSection(pattern: Pattern, title: string): Section | null {
  const section = sectionsOf(pattern.body).find(item => item.title.toLowerCase() === title.toLowerCase());
  return section?.content.some(node => !isComment(node)) ? section : null;
}

/** What people read of a block; code and HTML are left out. */
export function proseOf(nodes: readonly RootContent[]): string {
  return nodes
    .filter(node => node.type !== 'code' && node.type !== 'html')
    .map(node => plainText(node, { includeHtml: false }))
    .join('\n')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** Items of all lists directly in a section, outermost level only. */
export function itemsOf(nodes: readonly RootContent[]): ListItem[] {
  return nodes.flatMap(node => (node.type === 'list' ? node.children : []));
}

/**
 * The list that follows a paragraph which is (or begins with) a label in bold, such as **Use it when**; `label` is
 * compared without case, colon and full stop. Null when there is no such label; a label without a list has no items.
 */
export function labelledList(section: Section, label: string): { at: RootContent; items: ListItem[] } | null {
  const index = section.content.findIndex(node => labelOf(node) === label.toLowerCase());
  const at = section.content[index];
  if (!at) return null;
  const next = section.content.slice(index + 1).find(node => !isComment(node));
  return { at, items: next?.type === 'list' ? (next satisfies List).children : [] };
}

/** The paragraph that begins with a label in bold, and its text after the label; null when there is none. */
export function labelledParagraph(section: Section, label: string): { at: RootContent; text: string } | null {
  const at = section.content.find(node => labelOf(node)?.startsWith(label.toLowerCase()));
  if (at?.type !== 'paragraph') return null;
  const text = plainText({ type: 'paragraph', children: at.children.slice(1) });
  return { at, text: text.replace(/^[\s:.—–-]+/, '').trim() };
}

/** The bold words that a paragraph begins with, in lower case and without what closes them. */
function labelOf(node: RootContent): string | null {
  if (node.type !== 'paragraph' || node.children[0]?.type !== 'strong') return null;
  return plainText(node.children[0]).trim().toLowerCase().replace(/[:.]$/, '');
}

/** `None, because …`, `Nothing to migrate, because …`: a reasoned nothing is an answer. */
export function isReasonedNone(text: string): boolean {
  for (const { 0: none, index } of text.matchAll(/\b(?:none|nothing|nobody|no one)\b/gi)) {
    const from = index + none.length;
    const [sentence = ''] = text.slice(from, from + 250).split('.', 1);
    if (/\b(?:because|since|for)\s+\S/i.test(sentence)) return true;
  }
  return false;
}

function isComment(node: RootContent): boolean {
  return node.type === 'html' && node.value.startsWith('<!--') && node.value.trimEnd().endsWith('-->');
}
