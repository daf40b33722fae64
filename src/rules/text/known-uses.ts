import type { ListItem } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { itemsOf, proseOf, writtenSection } from '../../pattern/parts.ts';
import { sourceOf } from '../../pattern/passages.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';

export const knownUses: FolderRule = {
  id: 'known-uses',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'A known use is named with its source, or it is said where one was looked for.',
  why: 'A solution that nobody has used is an idea, not a pattern; that none was found is worth knowing too.',
  fix: 'Write `- Known use: who uses it, and for what[^key].` with a footnote, or `- Known use: none found; looked in …`.',
  failing: accepted({
    'Known uses and related': '- Known use: Clipper caches predictions in front of its models.',
  }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Known uses and related');
    if (!section || noneFound(proseOf(section.content))) return;
    const uses = itemsOf(section.content).filter(item => /^known uses?\b/i.test(plainText(item).trim()));
    if (uses.length === 0)
      yield {
        range: rangeOfNode(section.heading),
        message:
          '`## Known uses and related` names no known use. Add a list item `- Known use: who, and for what[^key].`, or `- Known use: none found; looked in …`.',
      };
    for (const use of uses)
      if (!hasFootnote(pattern, use))
        yield {
          range: rangeOfNode(use),
          message:
            'This known use has no source. Add a footnote (`[^key]`) that `## References` defines, or write “none found; looked in …”.',
        };
  },
};

function noneFound(text: string): boolean {
  return /\bnone found\b[;,.:]? *looked (?:in|at|for|through) +\S/i.test(text);
}

/** Also one that is not defined: that is another rule's finding. */
function hasFootnote(pattern: Pattern, item: ListItem): boolean {
  return /\[\^[^\s[\]]+\]/.test(sourceOf(pattern, item));
}
