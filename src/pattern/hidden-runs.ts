/** Characters that nobody sees, next to each other. */
export type HiddenRun = { index: number; text: string };

/**
 * Finds the characters that cannot be seen and that nothing in the text needs: control characters, changes of direction, and those
 * without a glyph by which a text may carry what its readers do not know of (github.com/trojansource/trojan-source; Unicode's
 * tags and variation selectors spell whole messages). What scripts and emoji are made of is honest: joiners within them, a
 * variation selector behind its sign, the flags of Scotland and Wales, marks of direction where something is written from right
 * to left.
 */
export function hiddenRuns(text: string): HiddenRun[] {
  // Asked of every text: almost all have none of them but line ends.
  if (!suspicious.test(text.replace(/[\t\n\r]/g, ''))) return [];
  const runs: HiddenRun[] = [];
  const flags = spansOf(text, flag);
  for (const { index, 0: character } of text.matchAll(everySuspicious)) {
    if (isHonest(text, index, character) || flags.some(([from, to]) => index >= from && index < to)) continue;
    const last = runs.at(-1);
    if (last && last.index + last.text.length === index) last.text += character;
    else runs.push({ index, text: character });
  }
  return runs;
}

/** The text without them. */
export function withoutHidden(text: string): string {
  const runs = hiddenRuns(text);
  let rest = text;
  for (const { index, text } of runs.toReversed())
    rest = rest.slice(0, index) + rest.slice(index + text.length);
  return rest;
}

// Control characters but tab and line ends, separators, and what turns the direction of what follows; what has no glyph: soft
// hyphen, joiners, fillers, variation selectors, tags; and lone surrogates.
const suspicious =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/u;
const everySuspicious =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;

const flag = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu;
const emojiEnd = /(?:\p{Emoji}|\u{fe0f})$/u;
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]$/u;
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]$/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const varied = /[\p{Emoji}\p{So}\p{Sm}\p{Script=Han}\p{Script=Mongolian}\p{Script=Myanmar}]$/u;

/** How far a mark of direction may be from what it is for. */
const nearby = 80;

function isHonest(text: string, index: number, character: string): boolean {
  if (character === '\t' || character === '\n' || character === '\r') return true;
  // A sign beyond the first plane is two units.
  const before = text.slice(Math.max(0, index - 2), index);
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x200d) {
    const after = text.slice(index + 1, index + 3);
    return (emojiEnd.test(before) && /^\p{Extended_Pictographic}/u.test(after)) || joining.test(before);
  }
  if (code === 0x200c) return joining.test(before);
  if (code === 0x200b) return unspaced.test(before);
  if (code === 0x200e || code === 0x200f || code === 0x061c)
    return rightToLeft.test(text.slice(Math.max(0, index - nearby), index + nearby));
  const isSelector = (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);
  if (isSelector || (code >= 0x180b && code <= 0x180f)) return varied.test(before);
  return code === 0x034f && /\p{M}$/u.test(before);
}

function spansOf(text: string, pattern: RegExp): [from: number, to: number][] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => [index, index + found.length]);
}
