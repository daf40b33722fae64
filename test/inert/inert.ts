import type { Nodes, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { parseWithMicromark } from '../../src/pattern/micromark.ts';
import {
  codeSpan,
  heading,
  link,
  list,
  listItem,
  markdownOf,
  paragraph,
  strong,
  table,
} from '../../src/pattern/tree.ts';
import { visible } from '../../src/pattern/visible.ts';
import { randomFrom } from '../fuzz/random.ts';
import { hostileText } from './hostile-text.ts';

/** The places in which strangers’ words reach comments, summaries and the index. */
const places: ((text: string, other: string) => RootContent)[] = [
  text => paragraph(text),
  text => paragraph('Before ', text, ' after'),
  text => heading(3, text),
  text => list([listItem([text]), listItem([codeSpan(text)])]),
  text => list([listItem(['Before', text]), listItem([strong(text), ': ', codeSpan(text)])], true),
  (text, other) => paragraph(link('x/y', text), other, codeSpan(other)),
  (text, other) =>
    table(
      [[text], ['b']],
      [
        [[other], [codeSpan(text)]],
        [['a', text, 'b'], [strong(other)]],
      ],
    ),
];

const ours = [
  'root',
  'paragraph',
  'heading',
  'list',
  'listItem',
  'text',
  'inlineCode',
  'strong',
  'link',
  'table',
  'tableRow',
  'tableCell',
];

/** What GitHub makes links, people or mathematics of in text that is no code. */
const references = [
  /(?<![\w`])@[a-z\d]/i,
  /#\d/,
  /\bGH-\d/i,
  /\b(?=[a-f]*\d)[\da-f]{7,40}\b/i,
  /(?:https?|ftp):\/\//i,
  /(?<!\w)www\./i,
  /[\w.+-]@[\w-]/,
  /\$/,
];
const hidden =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A text, another beside it, and the place in which they stand. */
type Written = { text: string; other: string; place: (text: string, other: string) => RootContent };

/** Puts so many texts, two at a time, into documents of many, as they would be written, and gives what of them became more than text. */
export function notInert(count: number, seed: number, perDocument = 200): string[] {
  const random = randomFrom(seed);
  const found: string[] = [];
  for (let done = 0; done < count; done += 2 * perDocument) {
    const written = Array.from({ length: Math.min(perDocument, Math.ceil((count - done) / 2)) }, () => ({
      text: hostileText(random),
      other: hostileText(random),
      place: random.of(places),
    }));
    // One that breaks out may be hidden by the next, so the whole is looked at, and then each alone.
    const together = whyNotInert(written);
    if (together === null) continue;
    const each = written.map(one => ({ ...one, why: whyNotInert([one]) })).filter(({ why }) => why !== null);
    found.push(...each.map(({ text, other, why }) => `${JSON.stringify([text, other])}: ${why}`));
    if (each.length === 0) found.push(`only together, ${together}: ${JSON.stringify(written)}`);
  }
  return found;
}

function whyNotInert(written: readonly Written[]): string | null {
  const nodes = apart(written.map(({ text, other, place }) => place(text, other)));
  const markdown = markdownOf(nodes);
  const root = parseWithMicromark(markdown);
  const types = root.children.map(({ type }) => type);
  if (types.join() !== nodes.map(({ type }) => type).join()) return `became ${types.join(', ')}`;
  return whyNodesAreNot(root) ?? (hidden.test(markdown.replaceAll('\n', '')) ? 'something hidden' : null);
}

/** Two lists beside each other would be one. */
function apart(nodes: readonly RootContent[]): RootContent[] {
  return nodes.flatMap(node => [node, paragraph('Then')]);
}

function whyNodesAreNot(root: Nodes): string | null {
  let why: string | null = null;
  visit(root, node => {
    if (!ours.includes(node.type)) why ??= `a ${node.type}`;
    if (node.type === 'link' && node.url !== 'x/y') why ??= `a link to ${node.url}`;
    if (node.type === 'listItem' && typeof node.checked === 'boolean') why ??= 'a box';
    if (node.type === 'text') {
      const { value } = node;
      const reference = references.find(one => one.test(value));
      if (reference) why ??= `${reference} in ${JSON.stringify(value)}`;
    }
  });
  return why;
}

/** The same of lines of a log or a terminal. */
export function notVisible(count: number, seed: number): string[] {
  const random = randomFrom(seed);
  const texts = Array.from({ length: count }, () => hostileText(random));
  return texts.filter(text => hidden.test(visible(text)));
}
