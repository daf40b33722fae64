import { rangeOfNode } from '../../pattern/markdown.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { textBlocks } from '../../pattern/text-blocks.ts';
import { code, oneOf } from '../../pattern/wording.ts';
import { accepted, acceptedKeys, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { resultsOf } from './evidence-place.ts';

const title = 'Ethics and fairness';
const fairness = { quantity: 'hit_rate', groups: { women: 214, men: 228 } };
const saying = (assessment: string): Record<string, string> => ({
  [title]: `${acceptedSections[title]?.split('**Fairness assessment**')[0]}**Fairness assessment**: ${assessment}`,
});

export const fairnessGroups: FolderRule = {
  id: 'fairness-groups',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Where fairness was measured, *Ethics and fairness* says between which groups, or points to the measurement with `[B1]`.',
  why: 'The Evidence section shows the figures; what they mean for whom, a person must have said.',
  fix: 'Name in *Ethics and fairness* the groups as `fairness` of benchmark.py has them, or the quantity, or put `[B1]`, `[B2]`, … behind what was measured.',
  failing: accepted(saying('no group is worse off.'), {}, acceptedKeys, { fairness }),
  passing: accepted(
    saying('measured: 214 women are answered from memory as often as 228 men.'),
    {},
    acceptedKeys,
    {
      fairness,
    },
  ),
  *check(pattern, context) {
    const declared = resultsOf(pattern, context)?.fairness;
    const section = writtenSection(pattern, title);
    if (!declared || !section) return;
    const text = folded(
      textBlocks(section.content)
        .map(block => block.text)
        .join('\n'),
    );
    const groups = Object.entries(declared.groups);
    const isNamed = groups.every(([name, size]) => says(text, folded(name)) || says(text, String(size)));
    if (isNamed || says(text, folded(declared.quantity)) || /\bb\d{1,3}\b/.test(text)) return;
    yield {
      range: rangeOfNode(section.heading),
      message: `Fairness was measured as ${code(declared.quantity)} between ${groups.length} groups, and this section does not speak of it. Say what it means for ${oneOf(groups.map(([name, size]) => `${name} (${size})`))}, or point to it with ${code('[B1]')}.`,
    };
  },
};

/** In small letters, names with spaces, numbers without separators of thousands. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=\d)[,\u00a0\u202f’](?=\d{3}\b)/g, '')
    .replace(/[_\s]+/g, ' ');
}

/** Whether words stand in a text as such, not within others. */
function says(text: string, words: string): boolean {
  for (let at = text.indexOf(words); words !== '' && at !== -1; at = text.indexOf(words, at + 1)) {
    const around = [text[at - 1] ?? ' ', text[at + words.length] ?? ' '];
    if (around.every(character => !/[\p{L}\p{N}]/u.test(character))) return true;
  }
  return false;
}
