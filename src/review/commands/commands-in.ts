import type { Paragraph, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { beyondMarkdown, beyondSize } from '../../pattern/limits.ts';
import { type Command, commandOn } from './command.ts';
import { htmlLevels } from './html-levels.ts';

/** Comments are read where everything else waits, so less of them than of a file: what people write stays far below. */
const bounds = { characters: 20_000, markers: 1_000 };

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/**
 * The commands of a comment, in order: each on a line of its own, in a plain paragraph that is in nothing else. What is
 * quoted, shown as code, hidden or listed was not said by the person now. Of a comment beyond the bounds that is not known.
 */
export function commandsIn(body: string): Command[] {
  // Then a position counts as the parser counts.
  const text = body.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines = text.split('\n');
  if (!lines.some(line => commandOn(line))) return [];
  if (isBeyond(text)) return [{ kind: 'unread' }];
  const root = parser.parse(text);
  const insideHtml = htmlLevels(root);
  return root.children
    .filter(node => node.type === 'paragraph')
    .flatMap(node => plainLines(node, lines, insideHtml))
    .flatMap(line => commandOn(line) ?? []);
}

function isBeyond(text: string): boolean {
  if (text.length > bounds.characters || (text.match(/[*_~[\]|>]/g)?.length ?? 0) > bounds.markers)
    return true;
  return (beyondSize(text) ?? beyondMarkdown(text)) !== null;
}

/** The lines of a paragraph that begin as plain text: in no code, link, emphasis or HTML that began before. */
function plainLines(
  node: Paragraph,
  lines: readonly string[],
  insideHtml: (offset: number) => boolean,
): string[] {
  const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 0 } };
  let offset = (start.offset ?? 0) - (start.column - 1);
  return lines.slice(start.line - 1, end.line).filter(line => {
    const at = offset + line.search(/[^ \t]|$/);
    offset += line.length + 1;
    return !insideHtml(at) && startsText(node, at);
  });
}

function startsText({ children }: Root | Paragraph, at: number): boolean {
  return children.some(
    ({ type, position }) =>
      type === 'text' && (position?.start.offset ?? 0) <= at && at < (position?.end.offset ?? 0),
  );
}
