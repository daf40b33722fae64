import type { Heading, Root, RootContent } from 'mdast';
import { headingText } from './markdown.ts';

/** A second-level section: its heading and all that follows up to the next heading of the same or a higher level. */
export type Section = { title: string; heading: Heading; content: RootContent[] };

/** The sections of a body, in the order in which they stand there. */
export function sectionsOf(body: Root): Section[] {
  const sections: Section[] = [];
  let open: Section | null = null;
  for (const node of body.children) {
    if (node.type === 'heading' && node.depth <= 2) {
      open = node.depth === 2 ? { title: headingText(node).trim(), heading: node, content: [] } : null;
      if (open) sections.push(open);
    } else open?.content.push(node);
  }
  return sections;
}
