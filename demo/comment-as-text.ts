import type { PhrasingContent, RootContent, Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Say, widthOf } from './say.ts';

type Paint = Say['paint'];

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** A comment as it reads on GitHub before anything is opened, without its addresses: one string per line. */
export function commentAsText(markdown: string, paint: Paint): string[] {
  const lines: string[] = [];
  let isFolded = false;
  for (const node of parser.parse(markdown).children) {
    if (node.type === 'html') {
      const summary = /<summary>(.*?)<\/summary>/.exec(node.value)?.[1];
      if (summary !== undefined) lines.push(paint('dim', `▸ ${summary}`));
      isFolded = summary !== undefined || (isFolded && !node.value.includes('</details>'));
    } else if (!isFolded) {
      const part = block(node, paint);
      if (part.length > 0) lines.push(...part, '');
    }
  }
  return lines;
}

function block(node: RootContent, paint: Paint): string[] {
  switch (node.type) {
    case 'heading':
      return [paint(node.depth < 3 ? ['bold', 'underline'] : 'bold', inline(node.children, paint))];
    case 'paragraph':
      return [inline(node.children, paint)];
    case 'table':
      return tableLines(node, paint);
    case 'code':
      return node.value.split('\n').map(line => `  ${line}`);
    case 'list':
      return node.children.flatMap((item, index) => {
        const box = item.checked ? '[x] ' : '[ ] ';
        const mark = node.ordered ? `${index + 1}. ` : typeof item.checked === 'boolean' ? box : '• ';
        const [first = '', ...rest] = item.children.flatMap(child => block(child, paint));
        return [mark + first, ...rest.map(line => `   ${line}`)];
      });
    default:
      return [];
  }
}

function tableLines({ children }: Table, paint: Paint): string[] {
  const rows = children.slice(1).map(row => row.children.map(cell => inline(cell.children, paint)));
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? ''))));
  return rows.map(row =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function inline(nodes: readonly PhrasingContent[], paint: Paint): string {
  return nodes
    .map(node => {
      if (node.type === 'text') return node.value.replaceAll('\n', ' ');
      if (node.type === 'inlineCode') return paint('cyan', node.value);
      if (node.type === 'link') return paint('underline', inline(node.children, paint));
      return 'children' in node ? inline(node.children, paint) : '';
    })
    .join('');
}
