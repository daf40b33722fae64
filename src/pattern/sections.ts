import type { Heading, Root, RootContent } from 'mdast';
import { headingText } from './markdown.ts';
import { remembered } from './remembered.ts';

/** A second-level section: its heading and all that follows up to the next heading of the same or a higher level. */
export type Section = { title: string; heading: Heading; content: readonly RootContent[] };

/** The sections of a body, in the order in which they stand there. */
export const sectionsOf = remembered((body: Root): readonly Section[] => {
  const sections: Section[] = [];
  let content: RootContent[] | null = null;
  for (const node of body.children) {
    if (node.type === 'heading' && node.depth <= 2) {
      content = node.depth === 2 ? [] : null;
      if (content) sections.push({ title: headingText(node).trim(), heading: node, content });
    } else content?.push(node);
  }
  return sections;
});
