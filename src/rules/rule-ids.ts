import { allRules } from './all-rules.ts';
import type { RuleIds } from './rule.ts';
import { isWaivable } from './waivable.ts';

/** The rules that there are, for those among them that speak of rules. */
export const ruleIds: RuleIds = {
  ruleIds: allRules.map(({ id }) => id),
  waivable: allRules.filter(isWaivable).map(({ id }) => id),
};
