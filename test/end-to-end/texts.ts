import { cachingDraft, cachingPath, pattern } from '../../src/rules/examples/example.ts';

/** Patterns for the scenarios, valid in the library's real taxonomy. */
export { cachingDraft, cachingPath };

export const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
export const batchingDraft = pattern(
  'fingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization',
  '# Dynamic Batching\n\n## Intent\n\nWait a little and answer many requests at once.\n',
);
export const cachingWrong = cachingDraft.replace('category: ml/optimization', 'category: ml/optimisation');
export const indexPath = 'patterns/ml/INDEX.md';
export const indexJsonPath = 'patterns/ml/index.json';
/** Where the index tells of the patterns of the category. */
export const shardPath = 'patterns/ml/optimization/index.json';
