import { rangeOfNode } from '../../pattern/markdown.ts';
import { labelledList, labelledParagraph, writtenSection } from '../../pattern/parts.ts';
import { sourceOf } from '../../pattern/passages.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';

const label = 'Fairness assessment';

export const fairness: FolderRule = {
  id: 'fairness',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Fairness is assessed: argued, or measured on groups that the results name with their sizes.',
  why: 'Averages hide groups. An argument can be judged, and a measurement only when one knows of whom it speaks.',
  fix: 'Add a paragraph `**Fairness assessment**: …`. Where it quotes a measurement (`[B2]`), declare `fairness=Fairness(quantity, groups)` in `benchmark.py` and run `patterns reproduce`.',
  failing: accepted({
    'Ethics and fairness': (acceptedSections['Ethics and fairness'] ?? '').replace(/\n\n\*\*Fairness.*$/, ''),
  }),
  passing: accepted(),
  *check(pattern, { evidence }) {
    const section = writtenSection(pattern, 'Ethics and fairness');
    if (!section) return;
    const assessment = labelledParagraph(section, label);
    if (!assessment) {
      yield {
        range: rangeOfNode(section.heading),
        message:
          '`## Ethics and fairness` has no fairness assessment. Add a paragraph `**Fairness assessment**: …`, measured or argued.',
      };
      return;
    }
    const { at, text } = assessment;
    const range = rangeOfNode(at);
    if (text === '' && !labelledList(section, label)?.items.length)
      yield {
        range,
        message:
          '`**Fairness assessment**` says nothing. Write what was measured, or argue why no group is worse off.',
      };
    const quoted = /\[B\d+\]/.exec(sourceOf(pattern, at))?.[0];
    if (quoted === undefined) return;
    const { results } = evidence(pattern);
    if (results === null)
      yield {
        range,
        message: `The fairness assessment quotes ${code(quoted)}, but there is no \`results.json\`. Measure it with \`patterns reproduce\`, or argue without a figure.`,
      };
    // Results that cannot be relied on are another rule's business.
    else if (results.results && results.results.fairness === null)
      yield {
        range,
        message: `The fairness assessment quotes ${code(quoted)}, but \`results.json\` names no groups. Declare \`fairness=Fairness(quantity, groups)\` in \`benchmark.py\` and measure again, or argue without a figure.`,
      };
  },
};
