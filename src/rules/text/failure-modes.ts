import { toString as plainText } from 'mdast-util-to-string';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { itemsOf, writtenSection } from '../../pattern/parts.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { filled, shortList } from './list-findings.ts';

export const failureModes: FolderRule = {
  id: 'failure-modes',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'At least two failure modes are listed, each with how one detects it.',
  why: 'Whoever adopts a pattern adopts its failures; one that nobody can detect is found by users.',
  fix: 'Write each as a list item: `- **Name.** What happens. Detect it by …`.',
  failing: accepted({
    'Failure modes': (acceptedSections['Failure modes'] ?? '').replace(/ Detect it by scoring.*/, ''),
  }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Failure modes');
    if (!section) return;
    const modes = filled(itemsOf(section.content));
    yield* shortList(section, modes, {
      least: 2,
      item: 'failure mode',
      advice: 'Write each as `- **Name.** What happens. Detect it by …`.',
    });
    for (const mode of modes)
      if (!/\bdetect/i.test(plainText(mode)))
        yield {
          range: rangeOfNode(mode),
          message:
            'This failure mode does not say how one detects it. Add a sentence such as “Detect it by …”.',
        };
  },
};
