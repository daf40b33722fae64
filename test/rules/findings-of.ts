import type { Example } from '../../src/rules/rule.ts';
import { checkFiles, type Files } from '../inspection/check-files.ts';

/** The folder of a pattern in a category of the example taxonomy. */
export const readme = (slug: string, category = 'optimization'): string =>
  `patterns/ml/${category}/${slug}/README.md`;

/** A README with these keys, and a body that says little. */
export function draft(keys: Record<string, string>, body = '# A pattern\n'): string {
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n\n${body}`;
}

export const caching = { fingerprint: 'ML-OPT-008', name: 'Prediction Caching', category: 'ml/optimization' };
export const batching = { fingerprint: 'ML-OPT-007', name: 'Dynamic Batching', category: 'ml/optimization' };

/** What one rule finds: `path:line:column message`, in order. */
export function findingsOf(ruleId: string, files: Files, base?: Files, taxonomyText?: string): string[] {
  const example: Example = base === undefined ? { files } : { files, base };
  const { diagnostics, faults } = checkFiles(example, taxonomyText);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return diagnostics
    .filter(diagnostic => diagnostic.ruleId === ruleId)
    .map(({ path, range, message }) => `${path}:${range.start.line}:${range.start.column} ${message}`);
}
