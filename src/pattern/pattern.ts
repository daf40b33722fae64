import { type MarkdownFile, parseMarkdown } from './markdown.ts';
import type { BodyParser } from './micromark.ts';
import { type PatternPlace, placeOf } from './place.ts';
import { type Range, startOfFile } from './position.ts';
import { placeIn } from './yaml.ts';

/** A pattern's README: front matter and body as written, right or wrong. */
export type Pattern = MarkdownFile & { place: PatternPlace };

/** Reads a pattern, or null when the path is no pattern's place. */
export function parsePattern(path: string, text: string, parseBody?: BodyParser): Pattern | null {
  const place = placeOf(path);
  return place && { ...parseMarkdown(path, text, parseBody), place };
}

/** What stands under a key of the front matter, of whatever type; undefined when nothing does. */
export function keyValue(pattern: MarkdownFile, key: string): unknown {
  const { frontMatter } = pattern;
  if (frontMatter.state !== 'read') return undefined;
  const { value } = frontMatter.yaml;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/** The text under a key, or null when there is none or it is no text. */
export function textOf(pattern: MarkdownFile, key: string): string | null {
  const value = keyValue(pattern, key);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The texts in the list under a key; everything else in it is left out. */
export function listOf(pattern: MarkdownFile, key: string): string[] {
  const value = keyValue(pattern, key);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Where a value stands (`/frameworks/0`), else where its nearest parent stands, else the front matter's first line. */
export function rangeAt(pattern: MarkdownFile, pointer: string, part: 'key' | 'value' = 'value'): Range {
  const { frontMatter } = pattern;
  if (frontMatter.state === 'missing') return startOfFile;
  if (frontMatter.state !== 'read') return frontMatter.range;
  // What is missing altogether is shown at the opening `---`, not as the whole front matter.
  const { start } = frontMatter.range;
  const firstLine = { start, end: { line: start.line, column: start.column + 3 } };
  const [, key = ''] = pointer.split('/');
  return key !== '' && Object.hasOwn(frontMatter.yaml.places, `/${key}`)
    ? (placeIn(frontMatter.yaml, pointer, part) ?? firstLine)
    : firstLine;
}

export type Level = 'draft' | 'accepted';

/** How strictly a pattern is judged: `accepted` is a claim to meet every requirement, all else is advice. */
export function levelOf(pattern: MarkdownFile): Level {
  return keyValue(pattern, 'status') === 'accepted' ? 'accepted' : 'draft';
}
