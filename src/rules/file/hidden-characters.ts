import { keyValue, type Pattern, rangeAt } from '../../pattern/pattern.ts';
import { below } from '../../pattern/pointer.ts';
import { positionsIn } from '../../pattern/position.ts';
import { textFix } from '../../pattern/value-fix.ts';
import { visible } from '../../pattern/visible.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { Finding, FolderRule } from '../rule.ts';

/**
 * Control characters but tab and line ends, and the characters that change the direction of what follows: whatever is not
 * in these ranges.
 */
const neverInText = /[^\t\n\r -~\u00a0-\u2029\u202f-\u2065\u206a-\uffff]/g;

/** Keys that reach the index and its search. */
const indexed = [
  'fingerprint',
  'name',
  'category',
  'summary',
  'symptom',
  'frameworks',
  'aliases',
  'keywords',
];

export const hiddenCharacters: FolderRule = {
  id: 'hidden-characters',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'There are no characters that one cannot see and that change what is read or copied.',
  why: 'Characters that turn the direction of text make code and names read other than they are (CVE-2021-42574), and two names that look the same must be the same.',
  fix: 'Delete the character at the place that is named; most editors can show it. Emoji and scripts written from right to left are welcome.',
  failing: caching(
    readme('fingerprint: ML-OPT-008\nname: "Prediction\\u200B Caching"\ncategory: ml/optimization'),
  ),
  passing: caching(cachingDraft),
  *check(pattern) {
    yield* inText(pattern);
    for (const key of indexed) {
      const value = keyValue(pattern, key);
      const pointer = below('', key);
      if (Array.isArray(value))
        for (const [index, item] of value.entries()) yield* inValue(pattern, below(pointer, index), item);
      else yield* inValue(pattern, pointer, value);
    }
  },
};

function* inText({ text }: Pattern): Iterable<Finding> {
  const positionOf = positionsIn(text);
  for (const { index, 0: character } of text.matchAll(neverInText)) {
    const range = { start: positionOf(index), end: positionOf(index + character.length) };
    const message = `There is an invisible character here: ${code(character)}. Delete it.`;
    yield { range, message, fix: { range, text: '' } };
  }
}

/** In the front matter a character may be spelled as an escape, so values are looked at too. */
function* inValue(pattern: Pattern, pointer: string, value: unknown): Iterable<Finding> {
  if (typeof value !== 'string') return;
  const flat = value.replace(/[\t\n\r]/g, ' ');
  if (visible(flat) === flat) return;
  const rest = [...value].filter(character => visible(character) === character).join('');
  const isOneLine = flat === value && rest.trim() !== '';
  yield {
    range: rangeAt(pattern, pointer),
    message: `There is an invisible character in ${code(value)}. Delete it.`,
    fix: isOneLine ? textFix(pattern, pointer, rest) : null,
  };
}
