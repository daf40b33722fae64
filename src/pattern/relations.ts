import { toString as plainText } from 'mdast-util-to-string';
import { targetOf } from './links.ts';
import { type MarkdownFile, rangeOfNode } from './markdown.ts';
import { nodesOf } from './nodes.ts';
import type { Range } from './position.ts';
import { remembered } from './remembered.ts';
import { sectionsOf } from './sections.ts';

/** `- requires [ML-DATA-001 Complete Data Lineage](../…): why` in "Known uses and related" or "Refactored solution". */
export type Relation = {
  /** The words before the link, lower case. */
  kind: string;
  fingerprint: string;
  /** The folder or README that the link points to; null when it points elsewhere. */
  target: string | null;
  /** What stands behind the link, without the colon: the reason, and of an alternative the condition that decides. */
  note: string;
  range: Range;
};

const homes = ['known uses and related', 'refactored solution'];

/** The relations that a pattern's text names; links without a fingerprint are known uses and the like. */
export const relationsOf = remembered((file: MarkdownFile): readonly Relation[] => {
  const relations: Relation[] = [];
  const sections = sectionsOf(file.body).filter(({ title }) => homes.includes(title.toLowerCase()));
  for (const block of sections.flatMap(({ content }) => content)) {
    if (block.type !== 'list') continue;
    for (const paragraph of nodesOf(block, 'paragraph')) {
      const index = paragraph.children.findIndex(child => child.type === 'link');
      const link = paragraph.children[index];
      const fingerprint =
        link?.type === 'link'
          ? /^([A-Z]{2,5}-[A-Z]{2,5}-\d{3})\b/.exec(plainText(link).trim())?.[1]
          : undefined;
      if (link?.type !== 'link' || fingerprint === undefined) continue;
      const before = plainText({ type: 'paragraph', children: paragraph.children.slice(0, index) });
      const after = plainText({ type: 'paragraph', children: paragraph.children.slice(index + 1) });
      const kind = before.trim().toLowerCase().replace(/:$/, '');
      relations.push({
        kind,
        fingerprint,
        target: targetOf(file.path, link.url)?.path ?? null,
        note: after
          .replace(/\s+/g, ' ')
          .replace(/^[\s:,;—–-]+/, '')
          .trim(),
        range: rangeOfNode(link),
      });
    }
  }
  return relations;
});
