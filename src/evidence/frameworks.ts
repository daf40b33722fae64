import type { Results } from './results.ts';

/** The package that a framework is installed as. */
const packages: Record<string, string> = {
  'scikit-learn': 'scikit-learn',
  pytorch: 'torch',
  tensorflow: 'tensorflow',
  jax: 'jax',
};

/** Of the frameworks that a pattern names, those that its results were measured with. */
export function testedFrameworks(frameworks: readonly string[], results: Results | null): string[] {
  if (results === null) return [];
  return frameworks.filter(id => {
    const name = Object.hasOwn(packages, id) ? packages[id] : undefined;
    return id === 'framework-agnostic' || (name !== undefined && name in results.environment.packages);
  });
}
