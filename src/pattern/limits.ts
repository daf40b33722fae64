import { kindOf } from './file-kind.ts';
import { addLine, nothingOpen, scannedInVain } from './left-open.ts';

/**
 * Bounds that keep parsing cheap for any input. Micromark resolves emphasis, brackets and nested containers in quadratic
 * time (github.com/remarkjs/remark/issues/1010), so it is their number that is bounded, not only the size. A text at all
 * bounds at once takes seconds; what people write stays far below each.
 */
export const limits = {
  fileBytes: 128 * 1024,
  lineCharacters: 5_000,
  frontMatterCharacters: 16 * 1024,
  /** Lines without a blank one between them. */
  blockLines: 2_000,
  /** Characters that may open or close emphasis or a link, between two blank lines. */
  blockMarkers: 2_000,
  /** The same and the bars of tables, in the whole file. */
  fileMarkers: 20_000,
  /** Quotes and lists within each other. */
  nesting: 40,
  /** List items and quoted lines in the whole file. */
  containers: 5_000,
  /** Footnotes that the whole file defines: each is compared with each. */
  footnotes: 500,
  /** Headings that a line of `=` or `-` makes: at each of them, micromark copies all that it has read before. */
  underlines: 100,
  /** Characters that are looked through in vain for what closes `[`, `<!`, `<?`, a title in parentheses or a run of backticks. */
  scanned: 8_000_000,
  /** Links into the repository. */
  links: 2_000,
  /** Findings about one README and what lies beside it. */
  findings: 5_000,
};

/**
 * Bounds of one look: of a pull request, a merge group or a commit. GitHub itself lists no more than 3,000 files. A thousand patterns
 * that move at once, 27 KB each, are half of the bytes and a tenth of the results.
 */
export const lookLimits = {
  /** Of the files of a change as it is, and the same of what they were before. */
  bytes: 64 * 1024 * 1024,
  /** Findings, links and whatever else is kept of all files. */
  results: 200_000,
};

/**
 * Of what this program writes itself, which grows with the library: at 10,000 patterns 5 MB for the page, 15 MB for an index of one
 * file, and a tenth of that for each measured again.
 */
const generatedBytes = { index: 64 * 1024 * 1024, reproductions: 8 * 1024 * 1024 } as const;

/** How long the file at a path may be. */
export function maxBytesOf(path: string): number {
  const kind = kindOf(path);
  return kind === 'index' || kind === 'reproductions' ? generatedBytes[kind] : limits.fileBytes;
}

/** Says in words which bound a text of any kind breaks, or null. */
export function beyondSize(text: string): string | null {
  const lines = text.split('\n');
  const long = lines.findIndex(line => line.length > limits.lineCharacters);
  if (long === -1) return null;
  return tooMany(`line ${long + 1} has`, lines[long]?.length ?? 0, 'characters', limits.lineCharacters);
}

/** Says in words which bound of Markdown a text breaks, or null. The caller has checked `beyondSize`. */
export function beyondMarkdown(text: string): string | null {
  const file = { markers: 0, containers: 0, footnotes: 0, underlines: 0, scanned: 0 };
  let open = nothingOpen();
  let block = { lines: 0, markers: 0 };
  for (const [index, line] of text.split('\n').entries()) {
    const at = `line ${index + 1}`;
    const { opened, nesting } = containersOf(line);
    const markers = line.match(/[*_~[\]]/g)?.length ?? 0;
    file.containers += opened;
    if (/^[ \t>]*\[\^[^\]]+\]:/.test(line)) file.footnotes += 1;
    if (block.lines > 0 && /^[ \t>]*(?:=+|-+)[ \t]*\r?$/.test(line)) file.underlines += 1;
    file.markers += markers + (line.match(/\|/g)?.length ?? 0);
    const isBlank = line.trim() === '';
    addLine(open, line);
    if (isBlank) {
      file.scanned += scannedInVain(open);
      open = nothingOpen();
    }
    if (file.scanned + scannedInVain(open) > limits.scanned)
      return `the paragraph at ${at} leaves brackets, comments or runs of backticks open in too long a text`;
    block = isBlank ? { lines: 0, markers: 0 } : { lines: block.lines + 1, markers: block.markers + markers };
    if (nesting > limits.nesting)
      return tooMany(`${at} opens`, nesting, 'nested quotes or lists', limits.nesting);
    if (block.lines > limits.blockLines)
      return tooMany(`up to ${at} it has`, block.lines, 'lines without a blank one', limits.blockLines);
    if (block.markers > limits.blockMarkers)
      return tooMany(
        `the paragraph at ${at} has`,
        block.markers,
        'of the characters *_~[]',
        limits.blockMarkers,
      );
  }
  if (file.containers > limits.containers)
    return tooMany('it has', file.containers, 'list items and quoted lines', limits.containers);
  if (file.underlines > limits.underlines)
    return tooMany('it has', file.underlines, 'headings underlined with = or -', limits.underlines);
  if (file.footnotes > limits.footnotes)
    return tooMany('it has', file.footnotes, 'footnotes', limits.footnotes);
  if (file.markers > limits.fileMarkers)
    return tooMany('it has', file.markers, 'of the characters *_~[]|', limits.fileMarkers);
  return null;
}

/** What opens at the beginning of a line; every two columns of indentation may be one more level of a list. */
function containersOf(line: string): { opened: number; nesting: number } {
  const prefix = /^(?:[ \t]*(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)))*/.exec(line)?.[0] ?? '';
  const opened = prefix.match(/[>+*\-.)]/g)?.length ?? 0;
  const indentation = opened === 0 ? 0 : line.length - line.trimStart().length;
  return { opened, nesting: opened + Math.floor(indentation / 2) };
}

/** Says in words that of something there is more than is read. */
export function tooMany(what: string, number: number, of: string, most: number): string {
  return `${what} ${number} ${of}, at most ${most} are read`;
}
