import {
  fenceOpening,
  isDefinition,
  isFenced,
  isHtml,
  isQuote,
  isTable,
  type Lines,
  nextLine,
} from './conventional-blocks.ts';
import { isConventionalInline } from './conventional-inline.ts';

/**
 * Says whether a document is written as people conventionally write Markdown, so that every parser reads it alike, down to
 * where each node ends. It is a list of what is known to be safe, not of what is known to differ: whatever is not on it is
 * doubtful. Linear, and cheap beside any parsing.
 */
export function isConventional(text: string): boolean {
  // Classes of Unicode are slow, and most text is ASCII.
  const rare = text.match(notAscii);
  if (rare !== null && unusual.test(rare.join(' '))) return false;
  const start = afterFrontMatter(text);
  return start !== null && areConventional({ lines: text.slice(start).split('\n'), at: 0 });
}

/** All control characters and white space but the usual, what hides or joins characters, and the sign that one was lost. */
const notAscii = /[^\n\t -~]+/g;
const unusual = /[^\P{C}\n\t]|[^\P{Z} ]|\ufffd/u;

/** Where front matter ends; null when it is doubtful whether it is any. */
function afterFrontMatter(text: string): number | null {
  if (!text.startsWith('---') && !text.startsWith('+++')) return 0;
  if (!text.startsWith('---\n')) return null;
  const end = text.indexOf('\n---', 3) + 4;
  if (end < 4 || (end < text.length && text[end] !== '\n')) return null;
  // YAML itself may end with dots.
  return text.slice(0, end).includes('\n...') ? null : end;
}

/** An item of a list that is open: its sign, and the column in which its text begins. */
type Item = { sign: string; content: number };

type State = {
  lines: Lines;
  items: Item[];
  /** The lines of a paragraph that has not ended. */
  paragraph: string[];
  before: 'blank' | 'definition' | 'text';
};

function areConventional(lines: Lines): boolean {
  const state: State = { lines, items: [], paragraph: [], before: 'blank' };
  for (let line = nextLine(lines); line !== undefined; line = nextLine(lines)) {
    if (line === '') {
      if (!endsWell(state)) return false;
      state.before = 'blank';
    } else if (!readLine(state, line)) return false;
  }
  return endsWell(state);
}

/** Ends the paragraph, if there is one. */
function endsWell(state: State): boolean {
  if (state.paragraph.length === 0) return true;
  const text = state.paragraph.join('\n');
  state.paragraph = [];
  return isConventionalInline(text);
}

function readLine(state: State, line: string): boolean {
  const text = line.startsWith(' ') ? line.trimStart() : line;
  const indent = line.length - text.length;
  let closed: Item | undefined;
  while ((state.items.at(-1)?.content ?? 0) > indent) closed = state.items.pop();
  if (text === '' || indent !== (state.items.at(-1)?.content ?? 0)) return false;
  const item = bullet.exec(text);
  if (item) return readItem(state, text, indent, item, closed);
  // Text may belong to an item without being indented, but only where no line is blank.
  return (!closed || state.before === 'blank') && readBlock(state, text, indent);
}

const bullet = /^([-*+]|\d{1,9}[.)]) {1,4}(?=\S)/;

function readItem(state: State, text: string, indent: number, item: RegExpExecArray, closed?: Item): boolean {
  const [head, sign = ''] = item;
  const isFirst = closed === undefined;
  if (!isFirst && closed.sign.slice(-1) !== sign.slice(-1)) return false;
  // Within a paragraph, a number begins no list unless it is 1.
  if (isFirst && state.paragraph.length > 0 && /^\d/.test(sign) && !/^1\D/.test(sign)) return false;
  if (!endsWell(state)) return false;
  const first = text.slice(head.length);
  const task = /^\[.?\]/.exec(first);
  if (task && !plainTask.test(first)) return false;
  const said = task ? first.slice(4) : first;
  if (startsBlock.test(said)) return false;
  state.items.push({ sign, content: indent + head.length });
  state.paragraph.push(said);
  state.before = 'text';
  return true;
}

/** Where a paragraph begins depends on what follows the box, unless that is a word. */
const plainTask = /^\[[ xX]\] (?!https?:|www\.)[A-Za-z0-9]/i;

/** What may begin something other than a paragraph. */
const startsBlock =
  /^(?:[>#|=]|<(?!https?:)|[-+*](?: |$)|\d{1,9}[.)](?: |$)|```|~~~|\[[^\]]*\]:|[-_*+:|= ]+$)/;
const heading = /^#{1,6} (?=\S)/;

function readBlock(state: State, text: string, indent: number): boolean {
  const { lines, before } = state;
  state.before = 'text';
  if (!startsBlock.test(text)) {
    state.paragraph.push(text);
    return true;
  }
  const hashes = heading.exec(text);
  if (hashes) return endsWell(state) && isConventionalInline(text.slice(hashes[0].length));
  const fence = fenceOpening.exec(text);
  if (fence) return endsWell(state) && isFenced(lines, fence[1] ?? '', indent);
  if (text[0] === '[') {
    state.before = 'definition';
    return before !== 'text' && indent === 0 && isDefinition(lines, text);
  }
  if (before !== 'blank') return false;
  if (text[0] === '|') return isTable(lines, text, indent);
  if (indent > 0) return false;
  if (text[0] === '>') return isQuote(lines, text, line => !startsBlock.test(line));
  if (text[0] === '<') return isHtml(lines, text);
  return text === '---' || text === '***';
}
