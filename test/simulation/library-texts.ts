import { pattern } from '../../src/rules/examples/example.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';

/** A small library, and what people make of it: few texts, so that each is examined once for thousands of runs. */

export const taxonomyPath = 'patterns/ml/taxonomy.yaml';
export const handbookPath = 'patterns/ml/README.md';

const patterns = [
  { number: 'OPT-007', name: 'Dynamic Batching', category: 'optimization', folder: 'dynamic-batching' },
  { number: 'OPT-008', name: 'Prediction Caching', category: 'optimization', folder: 'prediction-caching' },
  { number: 'SERV-001', name: 'Shadow Deployment', category: 'serving', folder: 'shadow-deployment' },
  { number: 'MON-001', name: 'Production Model Monitor', category: 'monitoring', folder: 'model-monitor' },
];

export const patternCount = patterns.length;

const intents = [
  'Serve repeated requests from memory.',
  'Wait a little and answer many requests at once.',
  'Send what users ask to a second model, and compare.',
];

/** The ways in which a README is written; the first three are right. */
export const variants = [
  'first',
  'second',
  'third',
  'wrong-category',
  'no-front-matter',
  'same-number',
] as const;
export type Variant = (typeof variants)[number];

export function pathOf(place: number): string {
  const { category, folder } = patterns[place % patternCount] as (typeof patterns)[number];
  return `patterns/ml/${category}/${folder}/README.md`;
}

export function readme(place: number, variant: Variant): string {
  const one = patterns[place % patternCount] as (typeof patterns)[number];
  const intent = intents[Math.max(0, ['first', 'second', 'third'].indexOf(variant))];
  const body = `# ${one.name}\n\n## Intent\n\n${intent}\n`;
  if (variant === 'no-front-matter') return body;
  const number = variant === 'same-number' ? 'OPT-007' : one.number;
  const category = variant === 'wrong-category' ? 'optimisation' : one.category;
  return pattern(`fingerprint: ML-${number}\nname: ${one.name}\ncategory: ml/${category}`, body);
}

export const handbook = '# Machine learning patterns\n\nWhat a pattern is.\n';

export const taxonomies = {
  good: exampleTaxonomy,
  other: exampleTaxonomy.replace(
    'Patterns that make models smaller or faster.',
    'Smaller and faster models.',
  ),
  broken: 'domain: [',
};

export const firstFiles: Record<string, string> = {
  [taxonomyPath]: taxonomies.good,
  [handbookPath]: handbook,
  [pathOf(0)]: readme(0, 'first'),
};
