import { expect, test } from 'vitest';
import { beyondMarkdown, beyondSize, limits } from '../../src/pattern/limits.ts';

test.each<[text: string, says: RegExp | null]>([
  ['', null],
  ['a'.repeat(limits.lineCharacters), null],
  [`a\n${'a'.repeat(limits.lineCharacters + 1)}`, /^line 2 has 5001 characters, at most 5000 are read$/],
])('size %#', (text, says) => {
  const answer = beyondSize(text);
  if (says === null) expect(answer).toBeNull();
  else expect(answer).toMatch(says);
});

const words = `${'word '.repeat(900)}\n`.repeat(22);
const leavesOpen = /leaves brackets, comments or runs of backticks open in too long a text$/;

test.each<[text: string, says: RegExp | null]>([
  ['', null],
  ['> '.repeat(40), null],
  ['x\n'.concat('> '.repeat(41)), /^line 2 opens 41 nested quotes or lists/],
  ['* '.repeat(41), /opens 41/],
  ['1. '.repeat(41), /opens 41/],
  ['>'.repeat(41), /opens 41/],
  [`${' '.repeat(100)}- deep`, /opens 51/],
  [`${' '.repeat(300)}deep code`, null],
  ['- item\n'.repeat(2500), /lines without a blank one/],
  [`${'- item\n'.repeat(1000)}\n`.repeat(6), /6000 list items and quoted lines/],
  ['[a]\n'.repeat(1000), null],
  ['[a]\n'.repeat(1001), /the paragraph at line 1001 has 2002 of the characters/],
  ['a_b '.repeat(2001), /at line 1 has 2001/],
  [`${'a_b '.repeat(1999)}\n\n`.repeat(11), /it has 21989 of the characters/],
  ['a\n=\n\n'.repeat(100), null],
  ['a\n=\n\n'.repeat(101), /it has 101 headings underlined with = or -/],
  ['> a\r\n> ---\r\n>\r\n'.repeat(101), /it has 101 headings underlined/],
  [`|${'a|'.repeat(2000)}\n`.repeat(40), /it has 80040 of the characters/],
  [`|${' value |'.repeat(15)}\n`.repeat(500), null],
  [`a <!-- b -->\n${words}`, null],
  ['a <!-- b\n'.repeat(1000), leavesOpen],
  [`${'a <? b '.repeat(100)}\n${words}`, leavesOpen],
  [`${'[a](b (\n'.repeat(100)}${words}`, leavesOpen],
  [`a [b\n${words}`, leavesOpen],
  [`a [b \\] c\n${words}`, leavesOpen],
  [`a [b](c) [d]\n${words}`, null],
  [`${Array.from({ length: 90 }, (_, index) => '`'.repeat(index + 1)).join(' ')}\n${words}`, leavesOpen],
  [`a [b\n\n${'word '.repeat(900)}\n\n`.repeat(20), null],
])('Markdown %#', (text, says) => {
  const answer = beyondMarkdown(text);
  if (says === null) expect(answer).toBeNull();
  else expect(answer).toMatch(says);
});
