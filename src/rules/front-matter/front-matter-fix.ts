import type { Fix } from '../../pattern/diagnostic.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { positionsIn, startOfFile } from '../../pattern/position.ts';
import type { FolderContext } from '../rule.ts';
import { templateLine } from './front-matter-template.ts';

/** The three keys that a draft needs, above the text; or, where only blank lines stand before front matter, without those. */
export function frontMatterFix(pattern: Pattern, context: FolderContext): Fix | null {
  const { text } = pattern;
  const blank = /^\s+(?=---[ \t]*\r?\n)/.exec(text)?.[0];
  if (blank !== undefined) {
    const isClosed = /^---[ \t]*$/m.test(text.slice(blank.length + 3));
    const range = { start: startOfFile.start, end: positionsIn(text)(blank.length) };
    return isClosed && blank.endsWith('\n') ? { range, text: '' } : null;
  }
  const above = text.split(/\r?\n/);
  if (/^[a-z_]+:(?:\s|$)/.test(text)) {
    // Keys that have lost the line above them: below three others they would become text.
    const isClosed = areKeys(above.slice(0, Math.max(above.findIndex(isFence), 0)));
    return isClosed ? { range: startOfFile, text: '---\n' } : null;
  }
  const lines = ['fingerprint', 'name', 'category'].map(key => templateLine(key, pattern, context));
  return lines.includes(null) ? null : { range: startOfFile, text: `---\n${lines.join('\n')}\n---\n\n` };
}

/** The closing line, where the keys end at a blank line or with the file. */
export function closingFix({ text }: Pattern): Fix | null {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '');
  const keys = lines.slice(1, end === -1 ? lines.length : end);
  if (!areKeys(keys)) return null;
  // Keys below a blank line would become text.
  if (lines.slice(keys.length + 1).some(line => /^[a-z_]+:\s/.test(line))) return null;
  const start =
    end === -1
      ? { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
      : { line: end + 1, column: 1 };
  return { range: { start, end: start }, text: end === -1 ? '\n---\n' : '---\n' };
}

/** Whether lines are keys with their values, at least one, as YAML writes them. */
function areKeys(lines: readonly string[]): boolean {
  return lines.length > 0 && lines.every(line => /^(?:[A-Za-z_]+:(?:\s|$)|\s+\S|- )/.test(line));
}

function isFence(line: string): boolean {
  return line.trimEnd() === '---';
}
