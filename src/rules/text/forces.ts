import { rangeOfNode } from '../../pattern/markdown.ts';
import { itemsOf, writtenSection } from '../../pattern/parts.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { shortList } from './list-findings.ts';

export const forces: FolderRule = {
  id: 'forces',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'The context is told in prose, with a list of at least two forces.',
  why: 'A pattern resolves demands that pull apart; without them a reader cannot tell why the solution is not another one.',
  fix: 'Describe the situation in a paragraph, then list what pulls apart: `- **Cost against freshness.** …`.',
  failing: accepted({
    'Context and forces': `A model answers requests whose inputs repeat.

- **Cost against freshness.** A longer life of an entry saves more work and serves older answers.`,
  }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Context and forces');
    if (!section) return;
    if (!section.content.some(node => node.type === 'paragraph'))
      yield {
        range: rangeOfNode(section.heading),
        message:
          '`## Context and forces` has no prose. Describe in a paragraph the situation in which the problem arises.',
      };
    yield* shortList(section, itemsOf(section.content), {
      least: 2,
      item: 'force',
      advice: 'Write demands that pull apart, such as `- **Cost against freshness.** …`.',
    });
  },
};
