import type { Fix } from './diagnostic.ts';
import type { MarkdownFile } from './markdown.ts';
import { below } from './pointer.ts';
import { offsetsIn } from './position.ts';
import { plainOrQuoted, writtenAt } from './value-fix.ts';

/** Fixes of lists in front matter; null where what is meant is not certain. */

/** A single text becomes a list; commas separate items unless the text is in quotes. */
export function asListFix(file: MarkdownFile, pointer: string): Fix | null {
  const written = writtenAt(file, pointer, 'value');
  if (written === null || /[\r\n]/.test(written.source) || /^[[{|>&*!]/.test(written.source)) return null;
  const { source, range } = written;
  if (/^["']/.test(source)) return { range, text: `[${source}]` };
  const items = source
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
  return items.length === 0 ? null : { range, text: `[${items.map(plainOrQuoted).join(', ')}]` };
}

/** A list of one text becomes that text. */
export function asTextFix(file: MarkdownFile, pointer: string): Fix | null {
  const list = writtenAt(file, pointer, 'value');
  const item = writtenAt(file, below(pointer, 0), 'value');
  const isOne = writtenAt(file, below(pointer, 1), 'value') === null;
  if (!list || !item || !isOne || !/^[\p{L}\p{N}"']/u.test(item.source)) return null;
  const isAlone = /^\[\s*\]$/.test(list.source.replace(item.source, ''));
  return isAlone ? { range: list.range, text: item.source } : null;
}

/** The list without what is there a second time. */
export function onceFix(file: MarkdownFile, pointer: string, values: readonly unknown[]): Fix | null {
  const items = values.map((_, index) => writtenAt(file, below(pointer, index), 'value'));
  const offsetOf = offsetsIn(file.text);
  const isRepeated = (index: number): boolean => values.indexOf(values[index]) < index;
  const first = values.findIndex((_, index) => isRepeated(index));
  const previous = items[first - 1];
  const last = items.at(-1);
  if (!previous || !last) return null;
  let text = '';
  for (let index = first; index < items.length; index += 1) {
    const [before, item] = [items[index - 1], items[index]];
    if (!before || !item) return null;
    const separator = file.text.slice(offsetOf(before.range.end), offsetOf(item.range.start));
    if (!isRepeated(index)) text += separator + item.source;
    // A comment would go with the item.
    else if (!/^(?:\s*,\s*|[ \t]*\r?\n[ \t]*-[ \t]+)$/.test(separator)) return null;
  }
  return { range: { start: previous.range.end, end: last.range.end }, text };
}
