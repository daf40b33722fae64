import type { Rule } from './rule.ts';

/** Only what is advice on a draft can be waived: the rest must hold for every pattern, or the library could not be read. */
export function isWaivable(rule: Rule): boolean {
  return rule.onDraft === 'info' && (rule.scope === 'folder' || rule.each === 'pattern');
}
