const docs = 'https://github.com/pattern-librarian/pattern-librarian/blob/main/docs';

/** Where all rules are listed. */
export const rulesUrl = `${docs}/rules.md`;

/** Leads from a finding to the page of its rule. */
export function docsUrl(ruleId: string): string {
  return `${docs}/rules/${ruleId}.md`;
}
