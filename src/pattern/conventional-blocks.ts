import { isConventionalInline } from './conventional-inline.ts';

/** The lines of a document, and which of them is read next. */
export type Lines = { readonly lines: readonly string[]; at: number };

export function nextLine(lines: Lines): string | undefined {
  const line = lines.lines[lines.at];
  lines.at += 1;
  return line;
}

export const fenceOpening = /^(`{3,}|~{3,})(?:[\w+#.-]+(?: [\w+#.=-]+)*)?$/;

/** Whether fenced code ends as it began, nothing in it being less indented; reads up to its end. */
export function isFenced(lines: Lines, fence: string, indent: number): boolean {
  const before = ' '.repeat(indent);
  for (let line = nextLine(lines); line !== undefined; line = nextLine(lines)) {
    if (line === '') continue;
    if (!line.startsWith(before) || (indent > 0 && line[indent] === '\t')) return false;
    if (line.startsWith(fence, indent)) return line.length === indent + fence.length;
    // Elsewhere it may end too.
    if (line.includes(fence) && line.trimStart().startsWith(fence)) return false;
  }
  return false;
}

const delimiters = /^\|(?: ?:?-+:? ?\|)+$/;

/** Whether each row of a table stands between bars, up to a blank line; reads up to that. */
export function isTable(lines: Lines, header: string, indent: number): boolean {
  const before = ' '.repeat(indent);
  const rows = [header];
  for (let line = nextLine(lines); line !== undefined && line !== ''; line = nextLine(lines)) {
    if (!line.startsWith(before)) return false;
    rows.push(line.slice(indent));
  }
  lines.at -= 1;
  const [, second = ''] = rows;
  if (!delimiters.test(second) || cellsOf(header)?.length !== cellsOf(second)?.length) return false;
  return rows.every(row => cellsOf(row)?.every(isConventionalInline));
}

/** The cells of a row, or null when it is not between bars or has what parsers end differently: escapes, and addresses at a bar. */
function cellsOf(row: string): string[] | null {
  if (row.length < 3 || !row.startsWith('|') || !row.endsWith('|') || row.includes('\\')) return null;
  const cells = row.slice(1, -1).split('|');
  if (cells.some(cell => cell.includes('://', cell.lastIndexOf(' ') + 1))) return null;
  return cells.map(cell => cell.trim());
}

/** Whether a quote is one paragraph with a sign before each line, up to a blank line; reads up to that. */
export function isQuote(lines: Lines, first: string, isText: (line: string) => boolean): boolean {
  const said: string[] = [];
  for (let line: string | undefined = first; line !== undefined && line !== ''; line = nextLine(lines)) {
    if (!/^> \S/.test(line) || !isText(line.slice(2))) return false;
    said.push(line.slice(2));
  }
  lines.at -= 1;
  return isConventionalInline(said.join('\n'));
}

const htmlBlock = /^<\/?(?:details|summary|div|p|center|table|tr|td|h[1-6])(?: [^<>]*)?>/;

/** Whether HTML is a comment of one line, or of the elements that end with a blank line; reads up to the end. */
export function isHtml(lines: Lines, first: string): boolean {
  if (/^<!--[^<>]*[^-<>]-->$/.test(first)) return true;
  if (!htmlBlock.test(first)) return false;
  for (let line = nextLine(lines); line !== undefined && line !== ''; line = nextLine(lines))
    if (line.trim() === '') return false;
  lines.at -= 1;
  return true;
}

const linkDefinition =
  /^\[[\w][\w .-]*\]: (?:[\w./:#%?=&+~@-]+|<[\w./:#%?=&+~@ -]+>)(?: "[^"\\&\n`<[\]]+")?$/;
const footnoteDefinition = /^\[\^[A-Za-z0-9_-]+\]: (?=[A-Za-z])/;

/** Whether a link or a footnote is defined in one line, after which there is a blank one or another definition. */
export function isDefinition(lines: Lines, text: string): boolean {
  const following = lines.lines[lines.at];
  if (following !== undefined && following !== '' && following[0] !== '[') return false;
  const footnote = footnoteDefinition.exec(text);
  if (!footnote) return linkDefinition.test(text);
  const after = lines.lines.slice(lines.at).find(line => line !== '');
  // It would be part of the footnote.
  if (after !== undefined && /^\s/.test(after)) return false;
  return isConventionalInline(text.slice(footnote[0].length));
}
