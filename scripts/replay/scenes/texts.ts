import { cachingDraft, cachingPath, pattern } from '../../../src/rules/examples/example.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import { reproduced, sweepOver } from '../../../src/rules/examples/example-results.ts';
import { libraryTree } from '../../../test/replay/fixture.ts';

/** What is in the pull requests, to be changed in the one way that a scene is about. */
export { acceptedKeys, acceptedReadme, cachingDraft, cachingPath, pattern, reproduced, sweepOver };

export const taxonomyPath = 'patterns/ml/taxonomy.yaml';
export const handbookPath = 'patterns/ml/README.md';
export const taxonomy = textOf(taxonomyPath);
export const handbook = textOf(handbookPath);

export const cachingWrong = cachingDraft.replace('category: ml/optimization', 'category: ml/optimisation');
export const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
export const batchingDraft = pattern(
  'fingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization',
  '# Dynamic Batching\n\n## Intent\n\nWait a little and answer many requests at once.\n',
);

/** A pattern that satisfies every rule, with its evidence as if it had been measured just now. */
export const accepted = acceptedWith({});

/** The same with other sections or keys. */
export function acceptedWith(
  sections: Record<string, string | null>,
  keys = acceptedKeys,
): Record<string, string> {
  return reproduced(acceptedPath, acceptedReadme(sections, keys));
}

/** In a text, some words for others; throws where they are not there, for then the scene would be about nothing. */
export function changed(text: string | undefined, old: string, now: string): string {
  if (!text?.includes(old)) throw new Error(`The text has no ${old}.`);
  return text.replace(old, now);
}

function textOf(path: string): string {
  const file = libraryTree.get(path);
  if (!file) throw new Error(`test/replay/library has no ${path}.`);
  return new TextDecoder().decode(file.bytes);
}
