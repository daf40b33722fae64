import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { below } from './pointer.ts';
import type { Position, Range } from './position.ts';

/** YAML read as plain data, with the place of every key and value by JSON pointer (`/frameworks/0`). */
export type YamlData = {
  /** Whatever could not be read safely is left out and named in `problems`; `__proto__` is never a key. */
  value: unknown;
  places: Record<string, { key?: Range; value: Range }>;
  problems: YamlProblem[];
};

export type YamlProblem = {
  kind:
    | 'syntax'
    | 'duplicate-key'
    | 'anchor'
    | 'alias'
    | 'tag'
    | 'merge-key'
    | 'reserved-key'
    | 'key-not-text'
    | 'too-deep';
  /** The yaml library's error code for `syntax`, else the words in question. */
  detail: string;
  range: Range;
};

const reservedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Maps and lists within each other; what lies deeper is not read. */
export const maxYamlDepth = 12;

/** What is being read: the text, what was found so far, and where things stand in the file. */
type Reading = {
  source: string;
  rangeOf(from: number, to: number): Range;
  places: YamlData['places'];
  problems: YamlProblem[];
};

/**
 * Reads one YAML 1.2 document (core schema). `offset` is where `source` begins in the file that `positionOf` knows.
 * Never throws for bad input.
 */
export function parseYaml(
  source: string,
  offset: number,
  positionOf: (offset: number) => Position,
): YamlData {
  // Keys are compared below, in linear time: the library compares each with each.
  const { contents, errors } = parseDocument(source, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const rangeOf = (from: number, to: number): Range => ({
    start: positionOf(offset + from),
    end: positionOf(offset + Math.max(from, to)),
  });
  const reading: Reading = { source, rangeOf, places: {}, problems: [] };
  // Nothing that `findCleverness` looks for can be written without one of these.
  if (contents && /[&*!]/.test(source)) findCleverness(contents, reading);
  const value = readContents(contents, '', 0, reading);
  reading.places[''] = { value: contents ? rangeOfNode(contents, reading) : rangeOf(0, 0) };
  reportErrors(errors, reading);
  return { value, places: reading.places, problems: reading.problems };
}

/** Aliases, anchors and tags, wherever they stand. */
function findCleverness(contents: Node, reading: Reading): void {
  const { source, rangeOf, problems } = reading;
  visit(contents, {
    Node(_, node) {
      if (isAlias(node)) {
        problems.push({ kind: 'alias', detail: `*${node.source}`, range: rangeOfNode(node, reading) });
        return;
      }
      const start = node.range?.[0] ?? 0;
      if ('anchor' in node && node.anchor) {
        const from = source.lastIndexOf(`&${node.anchor}`, start);
        const range = rangeOf(from, from + node.anchor.length + 1);
        problems.push({ kind: 'anchor', detail: `&${node.anchor}`, range });
      }
      if (node.tag) {
        const tag = tagBefore(source, start);
        const range = rangeOf(tag.from, tag.from + tag.text.length);
        problems.push({ kind: 'tag', detail: tag.text, range });
      }
    },
  });
}

function readContents(node: unknown, pointer: string, depth: number, reading: Reading): unknown {
  if (isMap(node)) {
    const map: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) readPair(map, pair, pointer, depth, reading);
    return map;
  }
  if (isSeq(node))
    return node.items.map((item, index) => readValue(item, below(pointer, index), depth, reading));
  return isScalar(node) ? node.value : null;
}

function readValue(node: unknown, pointer: string, depth: number, reading: Reading): unknown {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return null;
  const { places, problems } = reading;
  const range = rangeOfNode(node, reading);
  const isEmpty = isScalar(node) && node.range?.[0] === node.range?.[1];
  const key = places[pointer]?.key;
  // A value that is not there has no place of its own: the key's is better than the end of some line.
  places[pointer] = { ...(key && { key }), value: (isEmpty && key) || range };
  if (depth < maxYamlDepth) return readContents(node, pointer, depth + 1, reading);
  if (problems.every(({ kind }) => kind !== 'too-deep'))
    problems.push({ kind: 'too-deep', detail: String(maxYamlDepth), range });
  return null;
}

function readPair(
  map: Record<string, unknown>,
  { key, value }: Pair,
  parent: string,
  depth: number,
  reading: Reading,
): void {
  const { places, problems, rangeOf } = reading;
  if (!isScalar(key) || key.value === null) {
    const node = (key ?? value) as Node | null;
    const range = node ? rangeOfNode(node, reading) : rangeOf(0, 0);
    problems.push({ kind: 'key-not-text', detail: '', range });
    return;
  }
  const range = rangeOfNode(key, reading);
  const name = String(key.value);
  const refused = name in map ? 'duplicate-key' : refusedKey(name);
  if (refused) {
    problems.push({ kind: refused, detail: name, range });
    return;
  }
  const pointer = below(parent, name);
  places[pointer] = { key: range, value: range };
  map[name] = readValue(value, pointer, depth, reading);
}

/** One slip makes a trail of errors: one for each line is enough, and none where something better is known. */
function reportErrors(errors: readonly YAMLError[], { rangeOf, problems }: Reading): void {
  const lines = new Set(problems.map(problem => problem.range.start.line));
  for (const { code, pos } of errors) {
    const range = rangeOf(pos[0], pos[1]);
    if (lines.has(range.start.line)) continue;
    lines.add(range.start.line);
    problems.push({ kind: 'syntax', detail: code, range });
    if (code === 'RESOURCE_EXHAUSTION') break;
  }
}

function rangeOfNode({ range }: Node, { source, rangeOf }: Reading): Range {
  const [from, to] = range ?? [0, 0];
  return rangeOf(from, from + source.slice(from, to).trimEnd().length);
}

/** Where the value or key at a pointer stands, else where its nearest parent stands; null when none is known. */
export function placeIn({ places }: YamlData, pointer: string, part: 'key' | 'value'): Range | null {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = Object.hasOwn(places, at) ? places[at] : undefined;
    if (place) return (part === 'key' ? place.key : undefined) ?? place.value;
    if (at === '') return null;
  }
}

/** Why nothing stands under a key of this name. */
export function refusedKey(name: string): 'merge-key' | 'reserved-key' | null {
  if (name === '<<') return 'merge-key';
  return reservedKeys.has(name) ? 'reserved-key' : null;
}

/** The tag that stands before a value, as it is written. */
function tagBefore(source: string, start: number): { from: number; text: string } {
  let from = Math.max(0, source.lastIndexOf('!', Math.max(0, start - 1)));
  while (source[from - 1] === '!') from -= 1;
  return { from, text: /^\S*/.exec(source.slice(from, start))?.[0] ?? '' };
}
