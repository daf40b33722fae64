import type { FootnoteDefinition } from 'mdast';
import { hint } from '../../pattern/did-you-mean.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { nodesOf } from '../../pattern/nodes.ts';
import { passages } from '../../pattern/passages.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';

/** A reference without a definition is mere text for remark, and for GitHub. */
const undefinedReference = /(?<!\\)\[\^([^\s[\]]{1,200})\]/g;

/** Comparing each with each would take the square of their number. */
const maxCompared = 50;

export const footnotes: FolderRule = {
  id: 'footnotes',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Every footnote that the text refers to is defined, once, and every definition is used.',
  why: 'GitHub shows a reference without definition as plain `[^key]`, and does not show a definition that nobody refers to: the source is lost either way.',
  fix: 'Write `[^key]` in the text and `[^key]: …` under *References*, spelt alike. Put `[^x]` in backticks where it is no footnote.',
  failing: accepted({
    References: (acceptedSections.References ?? '').replace('[^clipper]:', '[^cliper]:'),
  }),
  passing: accepted(),
  *check(pattern) {
    const defined = new Map<string, FootnoteDefinition>();
    const used = new Set(nodesOf(pattern.body, 'footnoteReference').map(({ identifier }) => identifier));
    const repeated: FootnoteDefinition[] = [];
    for (const node of nodesOf(pattern.body, 'footnoteDefinition'))
      if (defined.has(node.identifier)) repeated.push(node);
      else defined.set(node.identifier, node);
    const unused = [...defined].filter(([identifier]) => !used.has(identifier));
    const candidates = unused.slice(0, maxCompared).map(([, { label, identifier }]) => label ?? identifier);
    for (const { match, range } of passages(pattern, undefinedReference, nodesOf(pattern.body, 'text'))) {
      const advice =
        hint(match[1] ?? '', candidates) ||
        ' Define it under `## References`, or put it in backticks if it is no footnote.';
      yield { range, message: `The footnote ${code(match[0])} is not defined.${advice}` };
    }
    for (const [identifier, node] of unused)
      yield {
        range: rangeOfNode(node),
        message: `Nothing refers to the footnote ${code(`[^${node.label ?? identifier}]`)}, so GitHub does not show it. Refer to it where the text leans on it, or remove it.`,
      };
    for (const node of repeated)
      yield {
        range: rangeOfNode(node),
        message: `The footnote ${code(`[^${node.label ?? node.identifier}]`)} is defined twice, and only the first is shown. Give this one another key, or remove it.`,
      };
  },
};
