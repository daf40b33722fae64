import { readmeOf } from '../../catalog/entry.ts';
import { code } from '../../pattern/wording.ts';
import { pair } from '../examples/example-pair.ts';
import type { PatternRule } from '../rule.ts';
import { pairsOf } from './other-side.ts';

/** Relations that hold on both sides, by what the other side calls them. */
const answers: Record<string, string> = {
  'alternative-to': 'alternative-to',
  'conflicts-with': 'conflicts-with',
  mitigates: 'mitigated-by',
  'mitigated-by': 'mitigates',
};

export const relationsReturned: PatternRule = {
  id: 'relations-returned',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'info',
  what: 'An alternative, a conflict and a mitigation are told on both sides.',
  why: 'Readers come from either side, and the one who reads only the other page chooses without knowing.',
  fix: 'Add the relation to the other pattern as well, in the same pull request or a later one.',
  failing: pair('conflicts-with %: an entry holds one answer, not a batch.', null),
  passing: pair(
    'conflicts-with %: an entry holds one answer, not a batch.',
    'conflicts-with %: a hit leaves the batch.',
  ),
  *check(pattern, { library }) {
    for (const { own, relation, other, back } of pairsOf(pattern, library)) {
      const answer = Object.hasOwn(answers, relation.kind) ? answers[relation.kind] : undefined;
      if (answer === undefined || back.has(answer)) continue;
      yield {
        range: relation.range,
        message: `${code(other.fingerprint)} does not say this in return. Add ${code(`${answer} [${own} …](…)`)} to ${code(readmeOf(other))}.`,
      };
    }
  },
};
