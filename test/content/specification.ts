import { readFileSync } from 'node:fs';

/** One thing that the specification names: where, in which words, and what it lists under it. */
export type Item = { path: string; parent: string; name: string; lists: string[]; isTopic: boolean };

/** The items of specification-outline.txt, in its order. */
export function specificationItems(): Item[] {
  const outline = readFileSync(new URL('specification-outline.txt', import.meta.url), 'utf8');
  const items: Item[] = [];
  const headings: string[] = [];
  for (const line of outline.slice(outline.indexOf('\nPattern Categories')).split('\n')) {
    const text = line.trim();
    if (text === '') continue;
    headings.length = (line.length - line.trimStart().length) / 2;
    const item = /^([-~]) (.+?)(?: = (.+))?$/.exec(text);
    if (item === null) {
      headings.push(text);
      continue;
    }
    const [, mark, name = '', lists] = item;
    const parent = headings.join(' > ');
    const path = `${parent} > ${name}`;
    items.push({ path, parent, name, lists: lists?.split(' | ') ?? [], isTopic: mark === '-' });
  }
  return items;
}
