import type { Example } from '../rule.ts';
import { pattern as readme } from './example.ts';
import { acceptedPath, acceptedReadme } from './example-accepted.ts';
import { reproduced, whenAsked } from './example-results.ts';

const batchingPath = 'patterns/ml/optimization/dynamic-batching/README.md';
const batchingKeys = 'fingerprint: ML-OPT-007\nname: Dynamic Batching\ncategory: ml/optimization';

/** The accepted pattern and a draft beside it, each saying these words of the other: `requires %: why`. */
export function pair(ours: string, theirs: string | null): Example {
  const here = `- ${ours.replace('%', '[ML-OPT-007 Dynamic Batching](../dynamic-batching/README.md)')}\n- Known use: Clipper caches predictions in front of its models[^clipper].`;
  const there =
    theirs?.replace('%', '[ML-OPT-008 Prediction Caching](../prediction-caching/README.md)') ??
    'Known use: none found; looked in the documentation of four servers.';
  return whenAsked(() => ({
    ...reproduced(acceptedPath, acceptedReadme({ 'Known uses and related': here })),
    [batchingPath]: readme(batchingKeys, `# Dynamic Batching\n\n## Known uses and related\n\n- ${there}\n`),
  }));
}
