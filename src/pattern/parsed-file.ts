import { kindOf } from './file-kind.ts';
import { type JsonData, parseJson } from './json.ts';
import { beyondMarkdown, beyondSize, maxBytesOf } from './limits.ts';
import { type MarkdownFile, parseMarkdown } from './markdown.ts';
import type { BodyParser } from './micromark.ts';
import { type Pattern, parsePattern } from './pattern.ts';
import { positionsIn } from './position.ts';
import { isReadable, type SourceFile, type UnreadableReason } from './source-file.ts';
import { parseYaml, type YamlData } from './yaml.ts';

/** A file below `patterns/`, read as what its place says it is. Plain data: it crosses process borders. */
export type ParsedFile =
  | { kind: 'pattern'; path: string; pattern: Pattern }
  | { kind: 'handbook'; path: string; markdown: MarkdownFile }
  | { kind: 'taxonomy'; path: string; yaml: YamlData }
  /** benchmark.py, results.json and chart.svg beside a README. */
  | { kind: 'script'; path: string; text: string }
  | { kind: 'results'; path: string; text: string; data: JsonData }
  | { kind: 'chart'; path: string; text: string }
  /** What was measured again and by whom; generated, like the index. */
  | { kind: 'reproductions'; path: string; text: string }
  /** A file of the Python module that benchmarks share; only its identity matters. */
  | { kind: 'module'; path: string }
  /** Null: there is no text to read. */
  | { kind: 'index'; path: string; text: string | null }
  | { kind: 'other'; path: string }
  | { kind: 'unreadable'; path: string; reason: UnreadableReason; detail: string };

/** Parses a file according to its place; what cannot be read is a value with the reason. Never throws for any text. */
export function parseFile(file: SourceFile, parseBody?: BodyParser): ParsedFile {
  const { path } = file;
  const kind = kindOf(path);
  if (kind === 'other' || kind === 'module') return { kind, path };
  if (kind === 'index') return { kind, path, text: isReadable(file) ? file.text : null };
  if (!isReadable(file))
    return { kind: 'unreadable', path, reason: file.unreadable, detail: file.detail ?? '' };
  const tooComplex = (detail: string): ParsedFile => ({
    kind: 'unreadable',
    path,
    reason: 'too-complex',
    detail,
  });
  // GitHub’s answers hold U+FFFD in place of bytes that are not UTF-8, so nobody can tell it from the real one.
  if (file.text.includes('\uFFFD')) return { kind: 'unreadable', path, reason: 'not-utf8', detail: '' };
  if (isLonger(file.text, maxBytesOf(path)))
    return { kind: 'unreadable', path, reason: 'too-large', detail: '' };
  const text = normalised(file.text);
  const isMarkdown = kind === 'pattern' || kind === 'handbook';
  const beyond = beyondSize(text) ?? (isMarkdown ? beyondMarkdown(text) : null);
  if (beyond !== null) return tooComplex(beyond);
  try {
    return parseText(path, text, file.text, parseBody);
  } catch (error) {
    // The call stack is the one bound that no count of ours foresees.
    if (error instanceof RangeError) return tooComplex('it is nested too deeply');
    throw error;
  }
}

function parseText(path: string, text: string, raw: string, parseBody?: BodyParser): ParsedFile {
  const kind = kindOf(path);
  if (kind === 'taxonomy') return { kind, path, yaml: parseYaml(text, 0, positionsIn(text)) };
  if (kind === 'results') return { kind, path, text: raw, data: parseJson(raw, text) };
  // Their identity is that of their bytes, so nothing is normalised.
  if (kind === 'script' || kind === 'chart' || kind === 'reproductions') return { kind, path, text: raw };
  if (kind === 'handbook') return { kind, path, markdown: parseMarkdown(path, text, parseBody) };
  const pattern = parsePattern(path, text, parseBody);
  return pattern ? { kind: 'pattern', path, pattern } : { kind: 'other', path };
}

/** Whether a text is longer in UTF-8; whoever read it may have counted nothing, or something else. */
function isLonger(text: string, bytes: number): boolean {
  // A character of UTF-16 takes three bytes at most.
  if (text.length > bytes || text.length * 3 <= bytes) return text.length > bytes;
  return new TextEncoder().encode(text).length > bytes;
}

/** Without a byte order mark, and with an old Mac's line ends as everybody's: else readers would count lines differently. */
export function normalised(text: string): string {
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).replace(/\r(?!\n)/g, '\n');
}
