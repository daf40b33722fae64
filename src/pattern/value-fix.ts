import type { Fix } from './diagnostic.ts';
import type { MarkdownFile } from './markdown.ts';
import { lineEnd, offsetsIn, type Position, type Range } from './position.ts';
import type { YamlData } from './yaml.ts';

/** Fixes of front matter: the smallest edit that says something else; the rest of the file stays as it is written. */

/** A key or value as it is written, and where. */
export type Written = { source: string; range: Range };

/** The key or value at a pointer; null when it is not there, or when the YAML around it cannot be trusted. */
export function writtenAt(file: MarkdownFile, pointer: string, part: 'key' | 'value'): Written | null {
  const place = placeAt(file, pointer);
  const range = place?.[part];
  return range === undefined || place?.isEmpty ? null : { range, source: sourceIn(file, range) };
}

/** Another text instead of the value at a pointer, in the quotes that it has; also where a key has no value yet. */
export function textFix(file: MarkdownFile, pointer: string, text: string): Fix | null {
  const place = placeAt(file, pointer);
  if (place === null) return null;
  if (place.isEmpty) return place.key ? afterColon(file, place.key, plainOrQuoted(text)) : null;
  const source = sourceIn(file, place.value);
  return /^[[{&*!]/.test(source) ? null : { range: place.value, text: likeBefore(source, text) };
}

/** Another name for the key at a pointer. */
export function keyFix(file: MarkdownFile, pointer: string, key: string): Fix | null {
  const range = placeAt(file, pointer)?.key;
  return range === undefined ? null : { range, text: likeBefore(sourceIn(file, range), key) };
}

/** New lines of keys and values as the last ones of the front matter. */
export function linesFix(file: MarkdownFile, lines: readonly string[]): Fix | null {
  const yaml = trusted(file);
  if (yaml === null || file.frontMatter.state !== 'read' || lines.length === 0) return null;
  const all = yaml.places['']?.value;
  if (all !== undefined && sourceIn(file, all).startsWith('{')) return null;
  const first = Object.values(yaml.places).find(({ key }) => key !== undefined)?.key;
  const indentation = ' '.repeat((first?.start.column ?? 1) - 1);
  const start = { line: file.frontMatter.range.end.line, column: 1 };
  return { range: { start, end: start }, text: lines.map(line => `${indentation}${line}\n`).join('') };
}

/** A text as YAML reads it back, in quotes only where it needs them, also inside of brackets. */
export function plainOrQuoted(text: string): string {
  const isPlain = /^\p{L}[\p{L}\p{N}_/.+-]*(?: [\p{L}\p{N}_/.+-]+)*$/u.test(text);
  const isOther = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !isOther ? text : singleQuoted(text);
}

export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function likeBefore(source: string, text: string): string {
  if (source.startsWith('"')) return JSON.stringify(text);
  return source.startsWith("'") ? singleQuoted(text) : plainOrQuoted(text);
}

function afterColon(file: MarkdownFile, key: Range, text: string): Fix | null {
  const [line = ''] = file.text.slice(offsetsIn(file.text)(key.end)).split(lineEnd, 1);
  const colon = /^[ \t]*:/.exec(line)?.[0];
  if (colon === undefined) return null;
  const isAtEnd = line.slice(colon.length).trim() === '';
  const at = (length: number): Position => ({ line: key.end.line, column: key.end.column + length });
  return {
    range: { start: at(colon.length), end: at(isAtEnd ? line.length : colon.length) },
    text: ` ${text}`,
  };
}

type Place = { key?: Range; value: Range; isEmpty: boolean };

function placeAt(file: MarkdownFile, pointer: string): Place | null {
  const places = trusted(file)?.places ?? {};
  const place = Object.hasOwn(places, pointer) ? places[pointer] : undefined;
  if (!place) return null;
  const { key, value } = place;
  return {
    ...place,
    isEmpty: isSame(value.start, value.end) || (key !== undefined && isSame(key.start, value.start)),
  };
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.column === b.column;
}

/** With an error somewhere, what is read need not be what was meant. */
function trusted({ frontMatter }: MarkdownFile): YamlData | null {
  return frontMatter.state === 'read' && frontMatter.yaml.problems.length === 0 ? frontMatter.yaml : null;
}

function sourceIn({ text }: MarkdownFile, { start, end }: Range): string {
  const offsetOf = offsetsIn(text);
  return text.slice(offsetOf(start), offsetOf(end));
}
