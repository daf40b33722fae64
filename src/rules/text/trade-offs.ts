import { writtenSection } from '../../pattern/parts.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { shortLabelledList } from './list-findings.ts';

/** Of each section: its two labels, what stands below them, and what helps to write it. */
const sides: Record<string, [label: string, item: string, advice: string][]> = {
  'Trade-offs': [
    ['Benefits', 'benefit', 'Write what one gains.'],
    ['Costs', 'cost', 'Write what one pays: every pattern costs something.'],
  ],
  'Why it happens, what it costs': [
    ['Why it happens', 'reason', 'Write why careful people do it.'],
    ['What it costs', 'cost', 'Write what they pay later.'],
  ],
};

export const tradeOffs: FolderRule = {
  id: 'trade-offs',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Benefits and costs are both listed; of an anti-pattern, why it happens and what it costs.',
  why: 'What a pattern costs stands beside what it gains: text with one side only is advertising.',
  fix: 'Write `**Benefits**` and `**Costs**` (in an anti-pattern `**Why it happens**` and `**What it costs**`) on lines of their own, each with a list below.',
  failing: accepted({ 'Trade-offs': '**Benefits**\n\n- A hit costs a look-up instead of a prediction.' }),
  passing: accepted(),
  *check(pattern) {
    for (const [title, labels] of Object.entries(sides)) {
      const section = writtenSection(pattern, title);
      if (!section) continue;
      for (const [label, item, advice] of labels)
        yield* shortLabelledList(section, label, { least: 1, item, advice });
    }
  },
};
