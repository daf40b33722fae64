/**
 * Text from files as people may see it: control characters, escape sequences, direction overrides and invisible
 * characters are spelled out, so that nothing can move a cursor, hide or reorder what is read (CVE-2021-42574). Lone
 * surrogates too: they cannot be written as UTF-8 and read back.
 */
export function visible(text: string): string {
  // Asked of every word and cell that is shown: almost all are of these ranges, in which nothing is hidden.
  if (/^[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e]*$/.test(text)) return text;
  return text.replace(hidden, character => {
    const number = character.codePointAt(0) ?? 0;
    return number < 0x100
      ? `\\x${number.toString(16).padStart(2, '0')}`
      : `\\u{${number.toString(16).padStart(4, '0')}}`;
  });
}

// Control, lone surrogates, line separators, and what has no glyph but the joiners and selectors that emoji and scripts need.
const hidden =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u{200c}|\u{200d}|\u{fe0e}|\u{fe0f})[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** The text with one space for each run of white space; most texts have no other, which is found out faster than they are copied. */
export function withSingleSpaces(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ');
}
