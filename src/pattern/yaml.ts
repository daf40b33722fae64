import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, visit } from 'yaml';
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
const maximumDepth = 12;

/**
 * Reads one YAML 1.2 document (core schema). `offset` is where `source` begins in the file that `positionOf` knows.
 * Never throws for bad input.
 */
export function parseYaml(
  source: string,
  offset: number,
  positionOf: (offset: number) => Position,
): YamlData {
  const rangeOf = (from: number, to: number): Range => ({
    start: positionOf(offset + from),
    end: positionOf(offset + Math.max(from, to)),
  });
  const nodeRange = (node: Node): Range => {
    const [from, to] = node.range ?? [0, 0];
    return rangeOf(from, from + source.slice(from, to).trimEnd().length);
  };
  // Keys are compared below, in linear time: the library compares each with each.
  const document = parseDocument(source, {
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const problems: YamlProblem[] = [];
  const report = (kind: YamlProblem['kind'], detail: string, range: Range): void =>
    void problems.push({ kind, detail, range });

  visit(document, {
    Node(_, node) {
      if (isAlias(node)) return report('alias', `*${node.source}`, nodeRange(node));
      const start = node.range?.[0] ?? 0;
      if ('anchor' in node && node.anchor) {
        const from = source.lastIndexOf(`&${node.anchor}`, start);
        report('anchor', `&${node.anchor}`, rangeOf(from, from + node.anchor.length + 1));
      }
      if (node.tag) {
        const tag = tagBefore(source, start);
        report('tag', tag.text, rangeOf(tag.from, tag.from + tag.text.length));
      }
    },
  });

  const places: YamlData['places'] = {};
  const read = (node: unknown, pointer: string, depth: number): unknown => {
    if (isMap(node)) {
      const map: Record<string, unknown> = Object.create(null);
      for (const pair of node.items) readPair(map, pair, pointer, depth);
      return map;
    }
    if (isSeq(node)) return node.items.map((item, index) => readValue(item, below(pointer, index), depth));
    return isScalar(node) ? node.value : null;
  };
  const readValue = (node: unknown, pointer: string, depth: number): unknown => {
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return null;
    const range = nodeRange(node);
    const isEmpty = isScalar(node) && node.range?.[0] === node.range?.[1];
    // A value that is not there has no place of its own: the key's is better than the end of some line.
    places[pointer] = { ...places[pointer], value: (isEmpty && places[pointer]?.key) || range };
    if (depth < maximumDepth) return read(node, pointer, depth + 1);
    if (problems.every(problem => problem.kind !== 'too-deep'))
      report('too-deep', String(maximumDepth), range);
    return null;
  };
  const readPair = (map: Record<string, unknown>, pair: Pair, parent: string, depth: number): void => {
    const { key, value } = pair;
    if (!isScalar(key) || key.value === null) {
      const node = (key ?? value) as Node | null;
      report('key-not-text', '', node ? nodeRange(node) : rangeOf(0, 0));
      return;
    }
    const range = nodeRange(key);
    const name = String(key.value);
    const refused = name in map ? 'duplicate-key' : refusedKey(name);
    if (refused) {
      report(refused, name, range);
      return;
    }
    const pointer = below(parent, name);
    places[pointer] = { key: range, value: range };
    map[name] = readValue(value, pointer, depth);
  };

  const value = read(document.contents, '', 0);
  places[''] = { value: document.contents ? nodeRange(document.contents) : rangeOf(0, 0) };

  // One slip makes a trail of errors: one for each line is enough, and none where something better is known.
  const lines = new Set(problems.map(problem => problem.range.start.line));
  for (const { code, pos } of document.errors) {
    const range = rangeOf(pos[0], pos[1]);
    if (lines.has(range.start.line)) continue;
    lines.add(range.start.line);
    report('syntax', code, range);
    if (code === 'RESOURCE_EXHAUSTION') break;
  }
  return { value, places, problems };
}

/** Where the value or key at a pointer stands, else where its nearest parent stands; null when none is known. */
export function placeIn({ places }: YamlData, pointer: string, part: 'key' | 'value'): Range | null {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = Object.hasOwn(places, at) ? places[at] : undefined;
    if (place) return (part === 'key' ? place.key : undefined) ?? place.value;
    if (at === '') return null;
  }
}

function refusedKey(name: string): 'merge-key' | 'reserved-key' | null {
  if (name === '<<') return 'merge-key';
  return reservedKeys.has(name) ? 'reserved-key' : null;
}

/** The tag that stands before a value, as it is written. */
function tagBefore(source: string, start: number): { from: number; text: string } {
  let from = Math.max(0, source.lastIndexOf('!', Math.max(0, start - 1)));
  while (source[from - 1] === '!') from -= 1;
  return { from, text: /^\S*/.exec(source.slice(from, start))?.[0] ?? '' };
}
