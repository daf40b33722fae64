import { hint } from './did-you-mean.ts';
import { keysOf } from './pointer.ts';
import type { SchemaError } from './schema-error.ts';
import { code, count, oneOf, shown } from './wording.ts';

/** What a schema says for people about a place. */
export type Described = {
  description?: string;
  examples?: unknown[];
  properties?: Record<string, Described>;
  type?: unknown;
};

/** Puts an error into a sentence that says what is there, what is expected and how to get there. */
export function wordingOf(error: SchemaError, root: Described, whole: string): string {
  const { keyword, params, data } = error;
  const schema = (error.parentSchema ?? {}) as Described;
  const what = nameOf(error.instancePath, whole);
  const limit = Number(params.limit);
  switch (keyword) {
    case 'required':
      return missing(String(params.missingProperty), error, root, whole);
    case 'enum':
      return `${what} is ${kindOf(data)}; it must be ${oneOf((params.allowedValues as unknown[]).map(String))}.${meant(data, params.allowedValues as string[])}`;
    case 'const':
      return `${what} is ${kindOf(data)}; it must be ${shown(params.allowedValue)}.`;
    case 'type':
      return `${what} is ${kindOf(data)}; it must be ${expectedKind(params.type)}${example(schema)}.${quotes(data, params.type)}`;
    case 'pattern':
      return ofWrongForm(what, String(data), schema);
    case 'minLength':
      return String(data).trim() === ''
        ? empty(what, schema)
        : `${what} is ${shown(data)}; at least ${count(limit, 'character is', 'characters are')} expected.`;
    case 'maxLength':
      return `${what} has ${count([...String(data)].length, 'character')}; at most ${limit} are allowed.`;
    case 'minItems':
      return `${what} has ${count((data as unknown[]).length, 'item')}; at least ${count(limit, 'is', 'are')} expected${example(schema)}.`;
    case 'maxItems':
      return `${what} has ${count((data as unknown[]).length, 'item')}; at most ${limit} are allowed.`;
    case 'minimum':
    case 'maximum':
      return `${what} is ${shown(data)}; it must be ${keyword === 'minimum' ? 'at least' : 'at most'} ${limit}.`;
    case 'uniqueItems':
      return `${what} lists ${shown((data as unknown[])[Number(params.i)])} twice; once is enough.`;
    case 'maxProperties':
      return `${what} has ${count(Object.keys(Object(data)).length, 'key')}; at most ${limit} are allowed.`;
    case 'additionalProperties': {
      const known = Object.keys(schema.properties ?? {});
      const key = String(params.additionalProperty);
      return `${code(key)} is not known here; expected ${oneOf(known)}.${hint(key, known)}`;
    }
    case 'propertyNames':
      return `The key ${shown(params.propertyName)} is too long.`;
    case 'anyOf':
      return `${what} is ${kindOf(data)}; it must be ${anyKind(error.schema)}.`;
    default:
      return `${what} does not fit the schema (${keyword}).`;
  }
}

function missing(key: string, error: SchemaError, root: Described, whole: string): string {
  const parent = (error.parentSchema ?? {}) as Described;
  const described = (parent.properties ?? root.properties)?.[key];
  const means = described?.description ? ` (${described.description})` : '';
  const where = error.instancePath === '' ? '' : ` in ${nameOf(error.instancePath, whole)}`;
  const sample = sampleOf(described ?? {});
  const add = sample === null ? '' : ` It looks like ${code(`${key}: ${sample}`)}.`;
  return `${code(key)} is missing${where}${means}.${add}`;
}

function ofWrongForm(what: string, text: string, schema: Described): string {
  if (text.trim() === '') return empty(what, schema);
  if (/[\r\n]/.test(text))
    return `${what} goes over several lines, or ends with a line break. Write it on one line; a long one may begin with \`>-\`.`;
  return `${what} is ${code(text)}, which does not have the expected form${example(schema)}.`;
}

function empty(what: string, schema: Described): string {
  const sample = sampleOf(schema);
  return `${what} is empty; ${sample === null ? 'remove it, or write something' : `write something such as ${code(sample)}`}.`;
}

/** `/waivers/0/rule` → `waivers` item 1 `rule` */
function nameOf(pointer: string, whole: string): string {
  const keys = keysOf(pointer);
  if (keys.length === 0) return whole;
  return keys.map(key => (/^\d+$/.test(key) ? `item ${Number(key) + 1}` : code(key))).join(' ');
}

function meant(written: unknown, candidates: readonly string[]): string {
  return typeof written === 'string' ? hint(written, candidates) : '';
}

function example(schema: Described): string {
  const sample = sampleOf(schema);
  return sample === null ? '' : `, such as ${code(sample)}`;
}

/** The schema's example as one would write it in YAML. */
function sampleOf({ examples }: Described): string | null {
  const [first] = examples ?? [];
  if (first === undefined || (Array.isArray(first) && first.some(item => typeof item === 'object')))
    return null;
  return Array.isArray(first) ? `[${first.join(', ')}]` : String(first);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'string') return shown(value);
  if (Array.isArray(value)) return `the list ${shown(value)}`;
  if (typeof value === 'object') return 'a map of keys and values';
  return `the ${typeof value === 'boolean' ? 'yes/no value' : 'number'} ${shown(value)}`;
}

const kinds: Record<string, string> = {
  string: 'text',
  array: 'a list',
  object: 'a map of keys and values',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
};

function expectedKind(type: unknown): string {
  return kinds[String(type)] ?? String(type);
}

function anyKind(choices: unknown): string {
  const types = Array.isArray(choices) ? choices.map(choice => expectedKind((choice as Described).type)) : [];
  return types.join(', ').replace(/, (?=[^,]*$)/, ' or ');
}

function quotes(data: unknown, type: unknown): string {
  const looksOtherwise = typeof data === 'number' || typeof data === 'boolean';
  return type === 'string' && looksOtherwise ? ' Put it in quotes.' : '';
}
