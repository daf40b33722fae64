/**
 * Says whether the inline Markdown of a block is what people conventionally write: code that ends, emphasis that nests and whose
 * markers can each only open or only close, links and tags of the simplest form. Linear: whatever begins at a character is
 * read once.
 */
export function isConventionalInline(text: string): boolean {
  const state: State = { open: [], bracket: 0 };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const read = code < readers.length ? readers[code] : undefined;
    at = read ? read(text, at, state) : at + 1;
    if (at === -1) return false;
  }
  return state.open.length === 0;
}

/** What waits for its end, the innermost last: markers of emphasis and one bracket, and where that stands. */
type State = { open: string[]; bracket: number };

/** Reads what begins at a place: gives where it ends, or -1 for what is not conventional. */
type Read = (text: string, at: number, state: State) => number;

/** Reads what a sticky pattern matches. */
const reading =
  (pattern: RegExp): Read =>
  (text, at) => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };

const backticks = reading(/`+/y);

const code: Read = (text, at, state) => {
  const end = backticks(text, at, state);
  const fence = text.slice(at, end);
  const close = text.indexOf(fence, end);
  // A longer run would have to be stepped over; people do not write that.
  return close === -1 || text[close + fence.length] === '`' ? -1 : close + fence.length;
};

// Not what belongs to addresses, for those are found again where escapes have been undone; but `1\.` is no item.
const backslash = reading(/\\(?:[!-\-;-?[-`{-~A-Za-z0-9]|(?<=\d\\)\.)/y);
const ampersand = reading(/&(?:(?:amp|lt|gt|nbsp|quot);|(?!#|[A-Za-z0-9]+;))/y);

const run = reading(/([*_~])\1*/y);

const emphasis: Read = (text, at, state) => {
  const end = run(text, at, state);
  const marker = text.slice(at, end);
  const before = kindOf(text[at - 1]);
  const after = kindOf(text[end]);
  if (before === 'other' || after === 'other') return -1;
  if (before === 'space' && after === 'space') return marker === '*' ? end : -1;
  if (before === 'word' && after === 'word') return marker.startsWith('_') ? end : -1;
  if (marker.length > 2 || marker === '~') return -1;
  const between = before === 'punctuation' && after === 'punctuation';
  if (!between && after !== 'space' && before !== 'word') {
    if (state.open.includes(marker)) return -1;
    state.open.push(marker);
    return end;
  }
  return state.open.pop() === marker ? end : -1;
};

const space = /\s/;
const word = /[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]/;
const punctuation = /[!-/:-@[-`{-~\u2010-\u2015\u2018-\u201f\u2026]/;

function kindOf(character: string | undefined): 'space' | 'word' | 'punctuation' | 'other' {
  if (character === undefined || space.test(character)) return 'space';
  if (word.test(character)) return 'word';
  return punctuation.test(character) ? 'punctuation' : 'other';
}

const footnote = reading(/\[\^[A-Za-z0-9_-]+\](?![([])/y);

const openBracket: Read = (text, at, state) => {
  if (state.open.includes('[')) return -1;
  const end = footnote(text, at, state);
  if (end !== -1) return end;
  if (text[at + 1] === ']' || text[at + 1] === '^') return -1;
  state.open.push('[');
  state.bracket = at;
  return at + 1;
};

const target = reading(/\]\((?:[\w./:#%?=&+~@,-]|\([\w./-]*\))+(?: "[^"\\&\n`<[\]]+")?\)/y);
// What is no reference in the end is text, in which an address would be a link.
const plainBracket = reading(/\](?:\[[\w -]*\])?(?![([])/y);

const closeBracket: Read = (text, at, state) => {
  if (state.open.pop() !== '[') return -1;
  // It may define what it looks as if it used.
  if (state.bracket === 0 && text[at + 1] === ':') return -1;
  const end = target(text, at, state);
  if (end !== -1) return end;
  // The label of a reference would have the beginnings of lines in it, which parsers take out or not.
  return text.slice(state.bracket, at).includes('\n') ? -1 : plainBracket(text, at, state);
};

const image = reading(/!(?:\[(?!\^)[^[\]\\`<>&*_~\n]*\]\([\w./:#%?=&-]+(?: "[^"\\&\n`<[\]]+")?\)|(?!\[))/y);

const tag = reading(
  /<(?:https?:\/\/[\w./:#%?=&+~@,-]+>|\/?[a-z][a-z0-9]*>|[a-z][a-z0-9]*(?: [a-z-]+="[^"<>&\n`]*")* ?\/?>|!-- [^<>&\n`-]*[\w.] -->|(?=[ \d=]))/iy,
);

const mention = reading(/@(?![\w.-]*\.)/y);
const at: Read = (text, place, state) =>
  place > 0 && /[\w.+-]/.test(text[place - 1] ?? '') ? -1 : mention(text, place, state);

const address = reading(
  /https?:\/\/[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)+(?:\/(?:[\w./#%?=+-]*[\w/])?)?(?=\)?[.,;:]?(?:\s|$))/y,
);

/** Reads a colon: it may be that of an address, which becomes a link where nothing is open and a space stands before it. */
const colon: Read = (text, at, state) => {
  if (!text.startsWith('//', at + 1)) return at + 1;
  const [scheme] = /https?$/i.exec(text.slice(Math.max(0, at - 5), at)) ?? [];
  if (scheme === undefined) return at + 1;
  const start = at - scheme.length;
  if (state.open.length > 0 || (start > 0 && !/[\s(]/.test(text[start - 1] ?? ''))) return -1;
  return address(text, start, state);
};

/** Reads a full stop: after `www` it makes a link in more ways than one. */
const fullStop: Read = (text, at) => (/www/i.test(text.slice(Math.max(0, at - 3), at)) ? -1 : at + 1);

/** What reads a character of ASCII, by its code; all others are text. */
const readers = new Array<Read | undefined>(128).fill(undefined);
for (const [characters, read] of [
  ['`', code],
  ['\\', backslash],
  ['&', ampersand],
  ['*_~', emphasis],
  ['[', openBracket],
  [']', closeBracket],
  ['!', image],
  ['<', tag],
  ['@', at],
  [':', colon],
  ['.', fullStop],
  ['\t', () => -1],
] as const)
  for (const character of characters) readers[character.charCodeAt(0)] = read;
