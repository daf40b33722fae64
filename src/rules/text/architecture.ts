import { rangeOfNode } from '../../pattern/markdown.ts';
import { nodesOf } from '../../pattern/nodes.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';

/** Arrows of flowcharts, and of sequence, state, class and entity diagrams; a line without a head connects as well. */
const arrow = /->|=>|--|==|-\.|\.\.[>|]|-\)/;
/** Comments, and the lines around a diagram's own front matter. */
const noConnection = /^[ \t]*(?:%%.*|---[ \t]*)$/gm;

export const architecture: FolderRule = {
  id: 'architecture',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'The architecture is drawn as a Mermaid diagram in which something flows.',
  why: 'GitHub draws Mermaid, a diagram in text can be reviewed line by line, and parts without arrows say little of how they work together.',
  fix: 'Write a fenced block whose language is `mermaid`, with the parts and at least one arrow such as `cache --> model`.',
  failing: accepted({ Architecture: (acceptedSections.Architecture ?? '').replace('```mermaid', '```text') }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Architecture');
    if (!section) return;
    const diagrams = section.content
      .flatMap(node => nodesOf(node, 'code'))
      .filter(({ lang }) => lang?.toLowerCase() === 'mermaid');
    const [first] = diagrams;
    if (!first)
      yield {
        range: rangeOfNode(section.heading),
        message:
          '`## Architecture` has no diagram. Draw the parts and what flows between them in a fenced block whose language is `mermaid`.',
      };
    else if (!diagrams.some(({ value }) => arrow.test(value.replace(noConnection, ''))))
      yield {
        range: rangeOfNode(first),
        message:
          'The diagram has no arrow. Show what flows between the parts, such as `cache -- miss --> model`.',
      };
  },
};
