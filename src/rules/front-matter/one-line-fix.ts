import type { Fix } from '../../pattern/diagnostic.ts';
import type { MarkdownFile } from '../../pattern/markdown.ts';
import { textFix, writtenAt } from '../../pattern/value-fix.ts';

/** The value on one line. A block keeps its lines and is only folded, for sentences may be long. */
export function oneLineFix(file: MarkdownFile, pointer: string, text: string): Fix | null {
  const written = writtenAt(file, pointer, 'value');
  if (written === null || !/[\r\n]/.test(text)) return null;
  const header = /^[|>][-+]?(?=[ \t]*(?:#.*)?\r?\n)/.exec(written.source)?.[0];
  if (header === undefined) return textFix(file, pointer, text.replace(/\s+/g, ' ').trim());
  // A blank line stays a line break when a block is folded, and so does one that is indented further.
  const lines = written.source.split(/\r?\n/).slice(1);
  const indentation = /^ */.exec(lines[0] ?? '')?.[0] ?? '';
  const isFoldable = lines.every(
    line => line.startsWith(indentation) && /^\S/.test(line.slice(indentation.length)),
  );
  const { start } = written.range;
  const end = { line: start.line, column: start.column + header.length };
  return isFoldable ? { range: { start, end }, text: '>-' } : null;
}
