import type { PhrasingContent, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Parses what a rule says of itself: rules are worded in Markdown. */
export function prose(markdown: string): RootContent[] {
  return parser.parse(markdown).children;
}

/** Parses a sentence that stands inside another block. */
export function phrasing(markdown: string): PhrasingContent[] {
  return prose(markdown).flatMap(block => (block.type === 'paragraph' ? block.children : []));
}
