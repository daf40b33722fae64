import type { Random } from './random.ts';

/** More than that takes long and finds little; what grows with the text is measured by itself (test/growth). */
const maxLength = 40_000;

/** What is written to break readers of text: nothing of it can be seen in this file. */
const odd = [
  0, 1, 9, 10, 11, 13, 27, 34, 39, 60, 92, 96, 0x7f, 0x85, 0xa0, 0xad, 0x200b, 0x200d, 0x2028, 0x202e, 0x2066,
  0xd800, 0xdfff, 0xfeff, 0xfffd, 0xe0041, 0x1f600, 0x10ffff,
].map(number => String.fromCodePoint(number));

const numbers = [
  '0',
  '-0',
  '-1',
  '1',
  '7',
  '1e308',
  '1e-400',
  '9007199254740993',
  '0x10',
  '1_000',
  '.5',
  'NaN',
  '٣',
];

type Change = (text: string, random: Random, words: readonly string[], other: string) => string;

const changes: Change[] = [
  (text, random, words) => put(text, random, random.of(words)),
  (text, random, words) => put(text, random, random.of(words)),
  (text, random) => put(text, random, random.of(odd)),
  (text, random) => {
    const [from, to] = slice(text, random, 40);
    return text.slice(0, from) + text.slice(to);
  },
  (text, random) => {
    const [from, to] = slice(text, random, 40);
    return text.slice(0, to) + text.slice(from, to).repeat(1 << random.below(8)) + text.slice(to);
  },
  (text, random, _, other) => {
    const [from, to] = slice(text, random, 300);
    return text.slice(0, from) + other.slice(...slice(other, random, 300)) + text.slice(to);
  },
  (text, random, words) => replaceOne(text, random, /[\p{L}_]{2,}/gu, random.of(words)),
  (text, random, words) => replaceOne(text, random, /[\p{L}_]{2,}/gu, random.of(words)),
  (text, random) => replaceOne(text, random, /-?\d+(?:\.\d+)?/g, random.of(numbers)),
  (text, random) => {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(random.below(lines.length), 1);
    if (random.chance(0.5)) lines.splice(random.below(lines.length + 1), 0, line);
    return lines.join('\n');
  },
];

/** Changes a text a little, once or several times. */
export function mutated(text: string, random: Random, words: readonly string[], other: string): string {
  let result = text;
  for (let times = 1 + random.below(4); times > 0; times -= 1)
    result = random.of(changes)(result, random, words, other);
  return result.slice(0, maxLength);
}

function put(text: string, random: Random, word: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + word + text.slice(at);
}

function slice(text: string, random: Random, most: number): [from: number, to: number] {
  const from = random.below(text.length + 1);
  return [from, from + random.below(most)];
}

function replaceOne(text: string, random: Random, what: RegExp, word: string): string {
  const found = [...text.matchAll(what)];
  if (found.length === 0) return text + word;
  const { 0: old, index } = random.of(found);
  return text.slice(0, index) + word + text.slice(index + old.length);
}
