import { itemsOf, writtenSection } from '../../pattern/parts.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { shortLabelledList, shortList } from './list-findings.ts';

const decidable = {
  least: 2,
  item: 'condition',
  advice: 'Write facts or numbers that readers can check in their own system.',
};

export const conditions: FolderRule = {
  id: 'conditions',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'A pattern lists when to use it and when not to, with at least two conditions each; an anti-pattern lists at least two symptoms, and when it is acceptable.',
  why: 'Readers decide by these lists whether the pattern applies to them; what speaks against a pattern is what its authors know best.',
  fix: 'Write `**Use it when**` and `**Do not use it when**` on lines of their own, each with a list below. In an anti-pattern, write lists under *Symptoms* and *When it is acceptable*.',
  failing: accepted({
    'When to use it': (acceptedSections['When to use it'] ?? '').replace(/\n- Inputs hold.*$/, ''),
  }),
  passing: accepted(),
  *check(pattern) {
    const when = writtenSection(pattern, 'When to use it');
    if (when) {
      yield* shortLabelledList(when, 'Use it when', decidable);
      yield* shortLabelledList(when, 'Do not use it when', decidable);
    }
    const symptoms = writtenSection(pattern, 'Symptoms');
    if (symptoms)
      yield* shortList(symptoms, itemsOf(symptoms.content), {
        least: 2,
        item: 'symptom',
        advice: 'Write what one observes in code, data or production.',
      });
    const acceptable = writtenSection(pattern, 'When it is acceptable');
    if (acceptable)
      yield* shortList(acceptable, itemsOf(acceptable.content), {
        least: 1,
        item: 'condition',
        advice: 'Write under which conditions it does no harm, or “Never, because …”.',
      });
  },
};
