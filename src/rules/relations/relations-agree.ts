import { code } from '../../pattern/wording.ts';
import { pair } from '../examples/example-pair.ts';
import type { PatternRule } from '../rule.ts';
import { type Pair, pairsOf } from './other-side.ts';

export const relationsAgree: PatternRule = {
  id: 'relations-agree',
  since: '0.1.0',
  scope: 'library',
  each: 'pattern',
  severity: 'error',
  onDraft: 'info',
  what: 'What two patterns say of each other can be true at once.',
  why: 'A reader who follows a relation and meets its opposite trusts neither.',
  fix: 'Decide which of the two is right, and change the other in the same pull request.',
  failing: pair(
    'requires %: the cache stands before the batcher.',
    'requires %: the batcher fills the cache.',
  ),
  passing: pair(
    'requires %: the cache stands before the batcher.',
    'causes %: batches make the model cheaper.',
  ),
  *check(pattern, { library }) {
    for (const pair of pairsOf(pattern, library)) {
      const other = opposite(pair);
      if (other === null) continue;
      const [us, them] = [code(pair.own), code(pair.other.fingerprint)];
      const [said, contradicted] = [code(pair.relation.kind), code(other.kind)];
      const but = other.from === 'there' ? `${us} also ${contradicted} it` : `${them} ${contradicted} ${us}`;
      yield {
        range: pair.relation.range,
        message: `${us} ${said} ${them}, but ${but}. Both cannot be; keep the one that is right.`,
      };
    }
  },
};

type Opposite = { kind: string; from: 'there' | 'back' };

/** What excludes a relation when this pattern says it of the other one, and when the other one says it of this. */
const excluded: Record<string, Record<Opposite['from'], readonly string[]>> = {
  requires: {
    there: ['conflicts-with', 'alternative-to'],
    back: ['requires', 'conflicts-with', 'alternative-to'],
  },
  refines: { there: [], back: ['refines'] },
  composes: { there: [], back: ['composes'] },
  'alternative-to': { there: ['requires'], back: ['requires'] },
  'conflicts-with': { there: ['requires'], back: ['requires'] },
  mitigates: { there: ['causes'], back: ['causes'] },
  'mitigated-by': { there: ['causes'], back: ['causes'] },
  causes: { there: ['mitigates', 'mitigated-by'], back: ['mitigates', 'mitigated-by'] },
};

function opposite({ relation, there, back }: Pair): Opposite | null {
  const { kind } = relation;
  const against = Object.hasOwn(excluded, kind) ? excluded[kind] : undefined;
  for (const from of ['there', 'back'] as const) {
    const said = from === 'there' ? there : back;
    const found = against?.[from].find(item => said.has(item));
    if (found !== undefined) return { kind: found, from };
  }
  return null;
}
