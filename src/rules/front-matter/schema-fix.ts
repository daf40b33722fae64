import type { Fix } from '../../pattern/diagnostic.ts';
import { asListFix, asTextFix, onceFix } from '../../pattern/list-fix.ts';
import { nearSpelling } from '../../pattern/near-spelling.ts';
import { keyValue, type Pattern } from '../../pattern/pattern.ts';
import { keysOf } from '../../pattern/pointer.ts';
import type { SchemaProblem } from '../../pattern/schema.ts';
import { keyFix, singleQuoted, textFix, writtenAt } from '../../pattern/value-fix.ts';
import type { FolderContext } from '../rule.ts';
import { fingerprintSpelling } from './fingerprint-spelling.ts';
import { knownValue } from './front-matter-template.ts';
import { oneLineFix } from './one-line-fix.ts';
import { renamedKeys } from './renamed-keys.ts';

/** What would satisfy the schema at one place, where only one thing can be meant. What is missing is filled in elsewhere. */
export function schemaFix(pattern: Pattern, problem: SchemaProblem, context: FolderContext): Fix | null {
  const { pointer, keyword, params } = problem;
  const value = valueAt(pattern, pointer);
  switch (keyword) {
    case 'enum': {
      const choices = (params.allowedValues as unknown[]).map(String);
      const meant = typeof value === 'string' ? nearSpelling(value, choices) : null;
      return meant === null ? null : textFix(pattern, pointer, meant);
    }
    case 'type':
      return typeFix(pattern, pointer, value, params.type, context);
    case 'pattern':
    case 'minLength':
      return textOfForm(pattern, pointer, String(value), context);
    case 'uniqueItems': {
      const list = pointer.slice(0, pointer.lastIndexOf('/'));
      const items = valueAt(pattern, list);
      return Array.isArray(items) ? onceFix(pattern, list, items) : null;
    }
    case 'additionalProperties':
      return waiverKeyFix(pattern, pointer);
    default:
      return null;
  }
}

/** Where a number or a yes may be meant as a word. */
const quotable = ['name', 'aliases', 'keywords', 'waivers'];

function typeFix(
  pattern: Pattern,
  pointer: string,
  value: unknown,
  type: unknown,
  context: FolderContext,
): Fix | null {
  if (type === 'array') return typeof value === 'string' ? asListFix(pattern, pointer) : null;
  if (type !== 'string') return null;
  if (value === null) return fillFix(pattern, pointer, context);
  if (Array.isArray(value)) return value.length === 1 ? asTextFix(pattern, pointer) : null;
  const isWords = quotable.includes(keysOf(pointer)[0] ?? '') && typeof value !== 'object';
  const written = isWords ? writtenAt(pattern, pointer, 'value') : null;
  return written && { range: written.range, text: singleQuoted(written.source) };
}

function textOfForm(pattern: Pattern, pointer: string, text: string, context: FolderContext): Fix | null {
  if (text.trim() === '') return fillFix(pattern, pointer, context);
  if (pointer !== '/fingerprint' && pointer !== '/superseded_by') return oneLineFix(pattern, pointer, text);
  const meant = fingerprintSpelling(text, context.taxonomy);
  if (meant === null) return null;
  // Another pattern's own number is right for the one that replaces this, and wrong for this.
  const mine = pointer === '/fingerprint' ? context.fingerprintFor(meant) : meant;
  return mine === null ? null : textFix(pattern, pointer, mine);
}

/** A key that is there with nothing behind it. */
function fillFix(pattern: Pattern, pointer: string, context: FolderContext): Fix | null {
  const [key, ...deeper] = keysOf(pointer);
  if ((key !== 'fingerprint' && key !== 'name' && key !== 'category') || deeper.length > 0) return null;
  const value = knownValue(key, pattern, context);
  return value === null ? null : textFix(pattern, pointer, value);
}

function waiverKeyFix(pattern: Pattern, pointer: string): Fix | null {
  const waiver = valueAt(pattern, pointer.slice(0, pointer.lastIndexOf('/')));
  const key = keysOf(pointer).at(-1) ?? '';
  const meant = renamedKeys(Object.keys(Object(waiver)), ['rule', 'reason']).get(key);
  return meant === undefined ? null : keyFix(pattern, pointer, meant);
}

function valueAt(pattern: Pattern, pointer: string): unknown {
  const [key = '', ...deeper] = keysOf(pointer);
  return deeper.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    keyValue(pattern, key),
  );
}
