import { hiddenRuns, withoutHidden } from '../../pattern/hidden-runs.ts';
import { keyValue, type Pattern, rangeAt } from '../../pattern/pattern.ts';
import { below } from '../../pattern/pointer.ts';
import { type Position, positionsIn, type Range } from '../../pattern/position.ts';
import { textFix } from '../../pattern/value-fix.ts';
import { visible } from '../../pattern/visible.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { Finding, FolderRule } from '../rule.ts';

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
    const inValues = [...valuesOf(pattern)];
    const isTold = ({ range: { start } }: Finding): boolean =>
      inValues.some(({ range }) => isWithin(start, range));
    for (const { finding, isTurning } of inText(pattern)) if (isTurning || !isTold(finding)) yield finding;
    yield* inValues;
  },
};

/** What moves the cursor or turns direction is told at its place, also where the value that it stands in is told of. */
const turning = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

function* valuesOf(pattern: Pattern): Iterable<Finding> {
  for (const key of indexed) {
    const value = keyValue(pattern, key);
    const pointer = below('', key);
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) yield* inValue(pattern, below(pointer, index), item);
    else yield* inValue(pattern, pointer, value);
  }
}

function isWithin({ line, column }: Position, { start, end }: Range): boolean {
  const isAfter = line > start.line || (line === start.line && column >= start.column);
  return isAfter && (line < end.line || (line === end.line && column < end.column));
}

function* inText({ text }: Pattern): Iterable<{ finding: Finding; isTurning: boolean }> {
  const runs = hiddenRuns(text);
  if (runs.length === 0) return;
  const positionOf = positionsIn(text);
  for (const { index, text: hidden } of runs) {
    const range = { start: positionOf(index), end: positionOf(index + hidden.length) };
    const [first = ''] = hidden;
    const number = [...hidden].length;
    const message =
      number === 1
        ? `There is an invisible character here: ${spelled(first)}. Delete it.`
        : `There are ${number} invisible characters here, the first is ${spelled(first)}. Delete them.`;
    yield { finding: { range, message, fix: { range, text: '' } }, isTurning: turning.test(hidden) };
  }
}

/** A character by its number, also where it is honest elsewhere and would be shown as it is. */
function spelled(character: string): string {
  const shown = code(character);
  const number = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return shown.includes(character) ? code(`\\u{${number}}`) : shown;
}

/** In the front matter a character may be spelled as an escape, so values are looked at too. */
function* inValue(pattern: Pattern, pointer: string, value: unknown): Iterable<Finding> {
  if (typeof value !== 'string') return;
  const flat = value.replace(/[\t\n\r]/g, ' ');
  if (visible(flat) === flat && hiddenRuns(flat).length === 0) return;
  const rest = [...withoutHidden(value)].filter(character => visible(character) === character).join('');
  const isOneLine = flat === value && rest.trim() !== '';
  yield {
    range: rangeAt(pattern, pointer),
    message: `There is an invisible character in ${code(value)}. Delete it.`,
    fix: isOneLine ? textFix(pattern, pointer, rest) : null,
  };
}
