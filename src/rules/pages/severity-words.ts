import type { Rule } from '../rule.ts';

const meaning = {
  error: 'keeps a pull request from passing',
  warning: 'does not keep a pull request from passing',
  info: 'advice',
};

/** Says how severe a rule's findings are, and what that means for the pull request. */
export function severityOf(rule: Rule): string {
  const draft = rule.onDraft ? `; on a draft: ${rule.onDraft} (${meaning[rule.onDraft]})` : '';
  return `${rule.severity} (${meaning[rule.severity]})${draft}`;
}
