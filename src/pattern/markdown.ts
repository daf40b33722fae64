import type { Heading, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { limits } from './limits.ts';
import { type BodyParser, parseWithMicromark } from './micromark.ts';
import { positionsIn, type Range } from './position.ts';
import { parseYaml, type YamlData } from './yaml.ts';

/** A Markdown file with its front matter, every part with its place in the file. Plain data: it crosses process borders. */
export type MarkdownFile = {
  path: string;
  text: string;
  frontMatter: FrontMatter;
  body: Root;
};

export type FrontMatter =
  | { state: 'read'; range: Range; yaml: YamlData }
  | { state: 'missing' }
  | { state: 'unclosed'; range: Range }
  | { state: 'too-long'; range: Range; characters: number };

/** Parses GitHub-flavoured Markdown. The caller has checked the limits. */
export function parseMarkdown(
  path: string,
  text: string,
  parseBody: BodyParser = parseWithMicromark,
): MarkdownFile {
  const body = parseBody(text);
  const first = body.children[0];
  const positionOf = positionsIn(text);
  if (first?.type !== 'yaml' || !first.position)
    return { path, text, frontMatter: withoutFrontMatter(text), body };
  body.children.shift();
  const { start, end } = first.position;
  const range = { start: pointOf(start), end: pointOf(end) };
  const from = text.indexOf('\n', start.offset ?? 0) + 1;
  const to = Math.max(from, text.lastIndexOf('\n', (end.offset ?? text.length) - 1) + 1);
  const characters = to - from;
  const frontMatter: FrontMatter =
    characters > limits.frontMatterCharacters
      ? { state: 'too-long', range, characters }
      : { state: 'read', range, yaml: parseYaml(text.slice(from, to), from, positionOf) };
  return { path, text, frontMatter, body };
}

function withoutFrontMatter(text: string): FrontMatter {
  if (!/^---[ \t]*(\r?\n|$)/.test(text)) return { state: 'missing' };
  return { state: 'unclosed', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 4 } } };
}

/** Where a node of the body stands; nodes that remark made up have the file's start. */
export function rangeOfNode(node: { position?: { start: Point; end: Point } | undefined }): Range {
  const start = node.position?.start ?? { line: 1, column: 1 };
  const end = node.position?.end ?? start;
  return { start: pointOf(start), end: pointOf(end) };
}

/** A heading as people read it: without HTML and the alternatives of images, as GitHub makes its anchor. */
export function headingText(heading: Heading): string {
  return plainText(heading, { includeImageAlt: false, includeHtml: false });
}

type Point = { line: number; column: number; offset?: number | undefined };

function pointOf({ line, column }: Point): Point {
  return { line, column };
}
