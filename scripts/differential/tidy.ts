import pieces from './pieces.json' with { type: 'json' };
import type { Random } from './random.ts';

/** Makes Markdown as tidy people write it: inputs of which the fast parser gets nearly all. */
export function tidyDocument(random: Random): string {
  return `${blocks(random, 1 + random.below(3), 0).join('\n')}\n`;
}

/** Lines of so many blocks, with blank lines between them. */
function blocks(random: Random, number: number, depth: number): string[] {
  const lines: string[] = [];
  for (let left = number; left > 0; left -= 1) {
    if (lines.length > 0)
      for (let blank = random.pick([0, 1, 1, 1, 1, 2]); blank > 0; blank -= 1) lines.push('');
    lines.push(...random.pick(depth === 0 ? atRoot : inItems)(random, depth));
  }
  return lines;
}

type Block = (random: Random, depth: number) => string[];

const paragraph: Block = random => {
  let text = said(random);
  for (let left = random.pick([0, 0, 0, 1, 2]); left > 0; left -= 1)
    text += random.pick(['\n', '\n', '  \n', ' \n']) + said(random);
  return text.split('\n');
};

const heading: Block = random => [
  `${'#'.repeat(1 + random.below(6))} ${said(random)}${random.pick(['', '', ' #', ' '])}`,
];

const fenced: Block = random => {
  const fence = random.pick(['```', '```', '~~~', '````']);
  const code = random.pick([[], ['a = 1'], ['a', '', '    b'], ['# c', '- d', '| e |'], ['', ''], ['  `f`']]);
  return [`${fence}${random.pick(['', 'python', 'sh', 'python runnable', 'js title=a'])}`, ...code, fence];
};

const list: Block = (random, depth) => {
  const [sign, gap, isLoose] = [
    random.pick(['-', '*', '+', '1.', '1)', '9.', '10.']),
    random.pick([1, 1, 1, 3]),
    random.percent(30),
  ];
  const lines: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const before = `${sign}${' '.repeat(gap)}`;
    const task = random.percent(15) ? random.pick(['[ ] a ', '[x] b ', '[X] c ']) : '';
    const item = paragraph(random, depth).map((line, at) => (at === 0 ? task + line : line));
    if (depth < 3 && random.percent(35))
      item.push(...(random.percent(50) ? [''] : []), ...blocks(random, 1 + random.below(2), depth + 1));
    if (isLoose && lines.length > 0) lines.push('');
    lines.push(
      ...item.map((line, at) => (at === 0 ? before + line : line && ' '.repeat(before.length) + line)),
    );
  }
  return lines;
};

const table: Block = random => {
  const columns = 1 + random.below(3);
  const row = (cell: () => string): string => `| ${Array.from({ length: columns }, cell).join(' | ')} |`;
  const lines = [row(() => random.pick(tidy)), row(() => random.pick(['---', ':--', '-:', ':-:', '-']))];
  for (let left = random.below(3); left > 0; left -= 1)
    lines.push(random.percent(85) ? row(() => random.pick(['', ...tidy])) : `| ${random.pick(tidy)} |`);
  return lines;
};

const quote: Block = random => paragraph(random, 0).map(line => `> ${line}`);
const comment: Block = random => [`<!-- ${random.pick(['a', 'a b', 'box A-1 b: "c"'])} -->`];
const details: Block = random =>
  random.pick([
    ['<details>', '<summary>a</summary>', '', said(random), '', '</details>'],
    ['<div align="center">', '  <b>a</b>', '</div>'],
    ['<p>a'],
  ]);
const rule: Block = random => [random.pick(['---', '***'])];
const definitions: Block = random => {
  const lines: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left -= 1)
    lines.push(
      random.pick([
        '[ref]: #a',
        '[B1]: https://a.b/c "t"',
        '[two words]: <d e>',
        `[^1]: A ${said(random)}`,
        `[^a-b]: ${random.pick(['C', 'd'])}`,
      ]),
    );
  return lines;
};

const inItems: readonly Block[] = [paragraph, paragraph, fenced, list, list, table, heading];
const atRoot: readonly Block[] = [...inItems, paragraph, list, quote, comment, details, rule, definitions];

/** What fits in a line. */
function said(random: Random): string {
  let text = random.pick(tidy);
  for (let left = random.below(6); left > 0; left -= 1)
    text += random.pick([' ', ' ', ' ', ' ', ', ', '. ', ': ', '']) + random.pick(tidy);
  return text;
}

const tidy = [...pieces.tidy, 'a', 'some words', 'Word', 'b'];
