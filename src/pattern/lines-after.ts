import type { Fix } from './diagnostic.ts';
import { lineEnd } from './position.ts';

/** Whole lines, from `startLine` to `endLine`, and what stands there once a fix is applied: nothing when they are deleted. */
export type LinesAfter = { startLine: number; endLine: number; lines: string[] };

/** A fix as whole lines, as GitHub's suggestions want it. What only inserts is told with the line beside it. */
export function linesAfter(text: string, { range, text: replacement }: Fix): LinesAfter {
  const all = text.replace(/^\uFEFF/, '').split(lineEnd);
  const line = (number: number): string => all[number - 1] ?? '';
  // No line begins behind the last line break, so what stands there is told with the line before.
  const last = Math.max(1, all.at(-1) === '' ? all.length - 1 : all.length);
  const { start, end } = range;
  const head = start.line > last ? `${line(last)}\n` : line(start.line).slice(0, start.column - 1);
  const tail = end.line > last ? '' : line(end.line).slice(end.column - 1);
  const lines = `${head}${replacement}${tail}`.split(lineEnd);
  if (end.line > last && lines.at(-1) === '') lines.pop();
  return { startLine: Math.min(start.line, last), endLine: Math.min(end.line, last), lines };
}
