import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** What GitHub leaves of HTML and what makes of its content something else than plain text. */
const enclosing = new Set(
  'a blockquote code dd del details div dl dt figure h1 h2 h3 h4 h5 h6 kbd li ol pre q s samp strike sub summary sup table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Says of an offset whether HTML elements that were opened before it are still open: Markdown does not know. */
export function htmlLevels(root: Root): (offset: number) => boolean {
  const open = new Map<string, number>();
  const turns: { from: number; inside: boolean }[] = [];
  visit(root, 'html', ({ value, position }) => {
    for (const { name, closes } of tagsIn(value)) {
      const level = open.get(name) ?? 0;
      open.set(name, closes ? Math.max(0, level - 1) : level + 1);
    }
    const inside = [...open.values()].some(level => level > 0);
    turns.push({ from: position?.end.offset ?? 0, inside });
  });
  return offset => turns.findLast(({ from }) => from <= offset)?.inside ?? false;
}

function tagsIn(html: string): { name: string; closes: boolean }[] {
  const [before = '', ...comments] = html.split('<!--');
  const visible = [
    before,
    ...comments.map(part => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : '')),
  ].join('');
  return [...visible.matchAll(/<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/gi)].flatMap(([, slash, word = '']) => {
    const name = word.toLowerCase();
    return enclosing.has(name) ? [{ name, closes: slash === '/' }] : [];
  });
}
