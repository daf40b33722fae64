import type { Fix } from './diagnostic.ts';
import { lineEnd, offsetsIn, type Position } from './position.ts';

/** The fixes that can be applied together: of two in each other's way the first is taken, and the same one once. */
export function compatibleFixes(fixes: readonly Fix[]): Fix[] {
  const taken: Fix[] = [];
  for (const fix of fixes) if (taken.every(other => isApart(other, fix))) taken.push(fix);
  return taken;
}

/** A file's text with the fixes that can be applied together. Byte-order mark and line ends stay as they are. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  if (text.startsWith('\uFEFF')) return `\uFEFF${applyFixes(text.slice(1), fixes)}`;
  const offsetOf = offsetsIn(text);
  const lineFeed = text.match(lineEnd)?.[0] ?? '\n';
  const ordered = compatibleFixes(fixes).toSorted(
    (a, b) => before(a.range.start, b.range.start) || before(a.range.end, b.range.end),
  );
  let at = 0;
  let result = '';
  for (const { range, text: replacement } of ordered) {
    result += text.slice(at, offsetOf(range.start)) + replacement.replace(lineEnd, lineFeed);
    at = Math.max(at, offsetOf(range.end));
  }
  return result + text.slice(at);
}

/** Two insertions at one place are not in each other's way, unless they are the same. */
function isApart(a: Fix, b: Fix): boolean {
  const [from, to] = before(a.range.start, b.range.start) <= 0 ? [a, b] : [b, a];
  if (before(from.range.end, to.range.start) > 0 && before(to.range.end, from.range.start) > 0) return false;
  return a.text !== b.text || before(a.range.start, b.range.start) !== 0 || !isEmpty(a) || !isEmpty(b);
}

function isEmpty({ range }: Fix): boolean {
  return before(range.start, range.end) === 0;
}

/** Negative when the first place comes before the second. */
function before(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
