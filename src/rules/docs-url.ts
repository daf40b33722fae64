/** Where docs/rules.md is read, one heading per rule. */
export const rulesPage = 'https://github.com/pattern-librarian/pattern-librarian/blob/main/docs/rules.md';

export function docsUrl(ruleId: string): string {
  return `${rulesPage}#${ruleId}`;
}
