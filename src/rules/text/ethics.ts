import type { ListItem } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { itemsOf, labelledList, labelledParagraph, writtenSection } from '../../pattern/parts.ts';
import type { Section } from '../../pattern/sections.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { filled } from './list-findings.ts';
import { saysNone } from './reasoned-none.ts';

const affected = 'Who is affected';
const assessment = 'Fairness assessment';

export const ethics: FolderRule = {
  id: 'ethics',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'It is said who is affected, and each harm stands beside what lessens it; or why there is none.',
  why: 'A harm without its mitigation is only a warning, and “none” without a reason has not been thought about.',
  fix: 'Write a paragraph `**Who is affected**: …` and a list of `- harm — mitigation`, with an em dash; or `None, because …`.',
  failing: accepted({
    'Ethics and fairness': (acceptedSections['Ethics and fairness'] ?? '').replace(/ — key entries.*/, '.'),
  }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Ethics and fairness');
    if (!section) return;
    const who = labelledParagraph(section, affected);
    if (!who)
      yield {
        range: rangeOfNode(section.heading),
        message:
          '`## Ethics and fairness` does not say who is affected. Add a paragraph `**Who is affected**: …`.',
      };
    else if (who.text === '' && itemsBelow(section, affected).length === 0)
      yield {
        range: rangeOfNode(who.at),
        message: '`**Who is affected**` says nothing. Write who, or “nobody, because …”.',
      };
    const fairness = labelledParagraph(section, assessment);
    const others = new Set([...itemsBelow(section, affected), ...itemsBelow(section, assessment)]);
    const harms = filled(itemsOf(section.content)).filter(
      item => !others.has(item) || hasDash(plainText(item)),
    );
    if (harms.length === 0 && !saysNone(section.content.filter(node => node !== fairness?.at)))
      yield {
        range: rangeOfNode(section.heading),
        message:
          '`## Ethics and fairness` names no harm. List each as `- harm — mitigation`, or say “None, because …”.',
      };
    for (const harm of harms)
      if (!hasDash(plainText(harm)) && !saysNone([harm]))
        yield {
          range: rangeOfNode(harm),
          message:
            'This harm has no mitigation. Write what lessens it behind an em dash: `- harm — mitigation`.',
        };
  },
};

/** Items that a labelled paragraph announces; a list that merely follows it is about harms. */
function itemsBelow(section: Section, label: string): ListItem[] {
  const announced = /^$|:$/.test(labelledParagraph(section, label)?.text ?? '');
  return announced ? (labelledList(section, label)?.items ?? []) : [];
}

/** An em dash, or what people type for one; something stands on both sides. */
function hasDash(text: string): boolean {
  return /\S\s*—\s*\S|\S\s+(?:–|--)\s+\S/.test(text);
}
