import type { Example } from '../rule.ts';

/** Example text shared by the rules: the smallest draft there is, to be changed in the one way that a rule is about. */

export const cachingPath = 'patterns/ml/optimization/prediction-caching/README.md';

export const cachingKeys = `fingerprint: ML-OPT-008
name: Prediction Caching
category: ml/optimization`;

export const cachingDraft = pattern(cachingKeys);

/** A README with these lines of front matter and this body. */
export function pattern(
  frontMatter: string,
  body = '# Prediction Caching\n\n## Intent\n\nServe repeated requests from memory.\n',
): string {
  return `---\n${frontMatter}\n---\n\n${body}`;
}

/** An example with one README at the usual place. */
export function caching(readme: string): Example {
  return { files: { [cachingPath]: readme } };
}
