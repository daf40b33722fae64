import type { Corpus } from './corpus.ts';
import pieces from './pieces.json' with { type: 'json' };
import { type Random, randomFor } from './random.ts';
import { tidyDocument } from './tidy.ts';

const { inline, blocks, frontMatters } = pieces;
// JSON that holds half a character cannot be loaded everywhere.
const hostile = [...pieces.hostile, '\ud800', '\udc00'];

/** Makes input number so and so of a seed: Markdown as people write it, bent here and there, and Markdown as nobody does. */
export function generate(corpus: Corpus, seed: number, number: number): string {
  const random = randomFor(seed, number);
  const shape = random.pick(shapes);
  const changes = random.pick(shape === tidyDocument ? [0, 0, 0, 1, 1, 2] : [0, 1, 1, 1, 1, 2, 2, 3]);
  const bent = mutated(random, corpus, shape(random, corpus), changes);
  return random.percent(8) ? random.pick(frontMatters) + bent : bent;
}

type Shape = (random: Random, corpus: Corpus) => string;

const fromText: Shape = (random, { texts }) => {
  const parts = random.pick(texts).split('\n\n');
  const from = random.below(parts.length);
  return `${parts.slice(from, from + 1 + random.below(3)).join('\n\n')}\n`;
};

const fromGrammar: Shape = random => {
  let text = '';
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const block = random.percent(50) ? random.pick(blocks) : paragraph(random);
    text += nested(random, filled(random, block)) + (random.percent(85) ? '\n\n' : '\n');
  }
  return random.percent(20) ? text.trimEnd() : text;
};

const fromExamples: Shape = (random, corpus) => {
  const parts: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left -= 1)
    parts.push(nested(random, random.percent(75) ? random.pick(corpus.examples) : fromText(random, corpus)));
  return parts.join(random.pick(['', '\n', '\n']));
};

const fromPieces: Shape = random => {
  let text = '';
  for (let left = 1 + random.below(25); left > 0; left -= 1)
    text += random.pick(random.percent(50) ? hostile : inline) + random.pick(['', '', '', ' ', '\n']);
  return text;
};

const shapes: readonly Shape[] = [
  tidyDocument,
  tidyDocument,
  tidyDocument,
  tidyDocument,
  fromText,
  fromText,
  fromText,
  fromGrammar,
  fromGrammar,
  fromGrammar,
  fromExamples,
  fromPieces,
];

function paragraph(random: Random): string {
  let text = '';
  for (let left = 1 + random.below(8); left > 0; left -= 1)
    text += random.pick(inline) + random.pick([' ', ' ', ' ', ' ', ', ', '. ', '\n', '', ': ']);
  return text.trimEnd();
}

/** Puts inline Markdown where a block has a letter of its own. */
function filled(random: Random, block: string): string {
  return block.replace(/\b[a-e]\b/g, letter => (random.percent(30) ? random.pick(inline) : letter));
}

/** Puts a block into a list, a quote or an indentation, now and then. */
function nested(random: Random, block: string): string {
  if (!random.percent(15)) return block;
  const [first, rest] = random.pick([
    ['- ', '  '],
    ['1. ', '   '],
    ['> ', '> '],
    ['- a\n\n  ', '  '],
    ['- [ ] ', '  '],
    ['[^1]: ', '    '],
    [' ', ' '],
    ['  ', '  '],
    ['    ', '    '],
  ] as const);
  return first + block.split('\n').join(`\n${rest}`);
}

/** A text with so many slips in it. */
export function mutated(random: Random, corpus: Corpus, text: string, times: number): string {
  let result = text;
  for (let left = times; left > 0; left -= 1) result = random.pick(mutations)(random, result, corpus);
  return result;
}

type Mutation = (random: Random, text: string, corpus: Corpus) => string;

/** A place between two characters, more often where a line begins or ends. */
function placeIn(random: Random, text: string): number {
  const at = random.below(text.length + 1);
  if (random.percent(60)) return at;
  const lineFeed = text.indexOf('\n', at);
  return lineFeed === -1 ? at : lineFeed + random.below(2);
}

const insert: Mutation = (random, text) => {
  const at = placeIn(random, text);
  return text.slice(0, at) + random.pick(random.percent(75) ? hostile : inline) + text.slice(at);
};

const remove: Mutation = (random, text) => {
  const at = placeIn(random, text);
  return text.slice(0, at) + text.slice(at + 1 + random.below(random.pick([1, 4, 30])));
};

const repeat: Mutation = (random, text) => {
  const at = placeIn(random, text);
  return text.slice(0, at) + text.slice(at - random.below(20)) + text.slice(at);
};

const swap: Mutation = (random, text) => {
  const [a = 0, b = 0, c = 0] = [0, 0, 0].map(() => placeIn(random, text)).sort((x, y) => x - y);
  return text.slice(0, a) + text.slice(b, c) + text.slice(a, b) + text.slice(c);
};

const replace: Mutation = (random, text) => {
  const at = placeIn(random, text);
  return text.slice(0, at) + random.pick(hostile) + text.slice(at + 1);
};

const splice: Mutation = (random, text, { examples }) => {
  const at = placeIn(random, text);
  return text.slice(0, at) + random.pick(examples) + text.slice(at);
};

/** Changes how a line begins. */
const prefix: Mutation = (random, text) => {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const before = random.pick([
    ' ',
    '  ',
    '   ',
    '    ',
    '\t',
    '> ',
    '>',
    '- ',
    '* ',
    '1. ',
    '# ',
    '  - ',
    '    - ',
    '| ',
    '',
  ]);
  lines[at] = before + (random.percent(30) ? (lines[at] ?? '').trimStart() : (lines[at] ?? ''));
  return lines.join('\n');
};

const mutations: readonly Mutation[] = [
  insert,
  insert,
  insert,
  remove,
  remove,
  repeat,
  swap,
  replace,
  splice,
  prefix,
  prefix,
];
