import type { Example } from '../rule.ts';

/** What is shown of an example's file is at most so long. */
const maxLines = 30;
const context = 3;

/**
 * The files of one example in which it differs from the other, of long ones the lines around the difference: an example
 * is a whole accepted pattern, and one line of it is what the rule is about. Short files are shown as they are.
 */
export function tellingPart(example: Example, other: Example): Example {
  const files = Object.fromEntries(
    Object.entries(example.files).flatMap(([path, text]) => {
      const counterpart = other.files[path];
      const isLong = text.split('\n').length > maxLines;
      if (counterpart === text && (isLong || Object.values(example.files).length > 2)) return [];
      return [[path, isLong ? excerpt(text, counterpart ?? '') : text]];
    }),
  );
  const base = example.base && { base: example.base };
  const claims = example.claims && { claims: example.claims };
  return Object.keys(files).length > 0 || base ? { files, ...base, ...claims } : example;
}

function excerpt(text: string, other: string): string {
  const lines = text.split('\n');
  const others = other.split('\n');
  let from = 0;
  while (from < lines.length && lines[from] === others[from]) from += 1;
  let end = 0;
  while (end < lines.length - from && lines.at(-1 - end) === others.at(-1 - end)) end += 1;
  const start = Math.max(0, from - context);
  const stop = Math.min(lines.length - end + context, start + maxLines);
  const shown = lines.slice(start, stop);
  return [...(start > 0 ? ['…'] : []), ...shown, ...(stop < lines.length ? ['…'] : [])].join('\n');
}
