import type { Range } from '../../src/pattern/position.ts';

/** Where the nth occurrence of some words stands in a text, counted as editors count. */
export function rangeOf(text: string, words: string, nth = 1): Range {
  let offset = -1;
  for (let found = 0; found < nth; found += 1) offset = text.indexOf(words, offset + 1);
  if (offset === -1) throw new Error(`${words} is not in the text`);
  return { start: positionAt(text, offset), end: positionAt(text, offset + words.length) };
}

function positionAt(text: string, offset: number): Range['start'] {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
