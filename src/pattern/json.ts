import { below } from './pointer.ts';
import { positionsIn, type Range, startOfFile } from './position.ts';
import { maxYamlDepth, parseYaml, refusedKey } from './yaml.ts';

/** A JSON file as data; or, where it is none, the place at which a reader of YAML stumbles. Plain data: it crosses process borders. */
export type JsonData = { value: unknown; notJson: Range | null };

/** Reads JSON. `text` is the file's text with the line ends and without the byte order mark that places are counted in. */
export function parseJson(raw: string, text = raw): JsonData {
  try {
    return { value: JSON.parse(raw, withoutPrototype), notJson: null };
  } catch {
    // YAML, of which JSON is a part, goes on after a slip and so can tell where it is.
    const [first] = parseYaml(text, 0, positionsIn(text)).problems;
    return { value: null, notJson: first?.range ?? startOfFile };
  }
}

/** Names in it are a stranger's words, and of `constructor` every other object has something. */
function withoutPrototype(_key: string, value: unknown): unknown {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? Object.assign(Object.create(null), value) : value;
}

type Span = { key: [from: number, to: number] | null; value: [from: number, to: number] };

/**
 * Where the value or key at a pointer stands in a text that is JSON, else where its nearest parent stands: the same place as
 * if the text were read as YAML, in which the first of two equal keys counts. Only what is on the way is looked at.
 */
export function placeInJson(text: string, pointer: string, part: 'key' | 'value'): Range {
  const lines = text.replace(/\r(?!\n)/g, '\n');
  let at: Span = spanAt(lines, /\S/.exec(lines)?.index ?? 0);
  for (const step of pointer.split('/').slice(1, maxYamlDepth + 2)) {
    const next = childOf(lines, at.value[0], step);
    if (next === null) break;
    at = next;
  }
  const [from, to] = (part === 'key' ? at.key : null) ?? at.value;
  const positionOf = positionsIn(lines);
  return { start: positionOf(from), end: positionOf(to) };
}

/** The member or item that a step of a pointer, escaped as it is, names in the map or list that begins here. */
function childOf(text: string, from: number, step: string): Span | null {
  if (text[from] !== '{' && text[from] !== '[') return null;
  const isMap = text[from] === '{';
  let at = afterSpace(text, from + 1);
  for (let index = 0; text[at] !== '}' && text[at] !== ']'; index += 1) {
    let key: Span['key'] = null;
    if (isMap) {
      key = [at, endOf(text, at)];
      at = afterSpace(text, afterSpace(text, key[1]) + 1); // the colon
    }
    const span = { ...spanAt(text, at), key };
    const name = key === null ? index : String(JSON.parse(text.slice(...key)));
    if (below('', name) === `/${step}` && refusedKey(String(name)) === null) return span;
    at = afterSpace(text, span.value[1]);
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return null;
}

function spanAt(text: string, from: number): Span {
  return { key: null, value: [from, endOf(text, from)] };
}

/** Where the value that begins here ends. */
function endOf(text: string, from: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s,:{}[\]"]+/g;
  token.lastIndex = from;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '{' || match[0] === '[') depth += 1;
    else if (match[0] === '}' || match[0] === ']') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return text.length;
}

function afterSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  space.exec(text);
  return space.lastIndex;
}
