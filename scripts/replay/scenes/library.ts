import type { Scene } from '../scene.ts';
import {
  accepted,
  batchingDraft,
  batchingPath,
  cachingDraft,
  cachingPath,
  cachingWrong,
  changed,
  handbook,
  handbookPath,
  pattern,
  taxonomy,
  taxonomyPath,
} from './texts.ts';

const withCaching = { [cachingPath]: cachingDraft };
const movedPath = 'patterns/ml/optimization/caching/README.md';
const servingPath = 'patterns/ml/serving/prediction-caching/README.md';
const relating = `${batchingDraft}\n## Known uses and related\n\n- requires [ML-OPT-008 Prediction Caching](../prediction-caching/): a repeated request needs no place in a batch.\n`;
const retiring = changed(taxonomy, 'retired: [ML-OPT-099]', 'retired: [ML-OPT-008, ML-OPT-099]');
const ethicsRow = /^\| Ethics \|.*\n/m.exec(handbook)?.[0] ?? '';

/** A draft in the category of optimization that says in a sentence what it does. */
function described(fingerprint: string, name: string, summary: string): string {
  return pattern(
    `fingerprint: ${fingerprint}\nname: ${name}\ncategory: ml/optimization\nsummary: ${summary}`,
    `# ${name}\n\n## Intent\n\n${summary}\n`,
  );
}

/** Changes of what the library has already, and of what judges it. */
export const libraryChanges: Scene[] = [
  {
    name: 'changed',
    story: 'A better text of a draft is a change, not a new pattern.',
    before: withCaching,
    after: { [cachingPath]: `${cachingDraft}\nMore is said.\n` },
  },
  {
    name: 'moved',
    story: 'A folder that is renamed is a move, neither a removal nor a duplicate.',
    before: withCaching,
    after: { [cachingPath]: null, [movedPath]: cachingDraft },
  },
  {
    name: 'moved-into-another-category',
    story: 'A pattern that moves into another category must say so in its front matter.',
    before: withCaching,
    after: { [cachingPath]: null, [servingPath]: cachingDraft },
  },
  {
    name: 'removed-not-retired',
    story: 'A pattern that is removed without retiring its fingerprint fails the check.',
    before: withCaching,
    after: { [cachingPath]: null },
  },
  {
    name: 'removed-and-retired',
    story: 'A pattern may go when its fingerprint is retired with it.',
    before: withCaching,
    after: { [cachingPath]: null, [taxonomyPath]: retiring },
  },
  {
    name: 'removed-while-others-relate',
    story: 'A pattern that another one relates to is not removed from under it: the other one is named.',
    before: { ...withCaching, [batchingPath]: relating },
    after: { [cachingPath]: null, [taxonomyPath]: retiring },
  },
  {
    name: 'deprecated',
    story: 'A pattern is deprecated with its reason: nothing more is asked of it.',
    before: withCaching,
    after: {
      [cachingPath]: `${changed(cachingDraft, 'category: ml/optimization', 'category: ml/optimization\nstatus: deprecated')}\nThe models of today answer faster than a cache.\n`,
    },
  },
  {
    name: 'fingerprint-changed',
    story: 'A fingerprint is permanent: changing it fails the check, and the old one is suggested.',
    before: withCaching,
    after: { [cachingPath]: changed(cachingDraft, 'ML-OPT-008', 'ML-OPT-010') },
  },
  {
    name: 'fingerprint-taken',
    story:
      'A new pattern takes a fingerprint that another one has: the one that the taxonomy keeps for it is suggested.',
    before: withCaching,
    after: { [batchingPath]: changed(batchingDraft, 'ML-OPT-007', 'ML-OPT-008') },
  },
  {
    name: 'fingerprint-retired',
    story: 'A fingerprint that was given up is never used again.',
    after: { [cachingPath]: changed(cachingDraft, 'ML-OPT-008', 'ML-OPT-099') },
  },
  {
    name: 'near-duplicate',
    story:
      'A new pattern that is told in much the same words as an existing one passes, and the other one is named.',
    before: {
      [cachingPath]: described(
        'ML-OPT-008',
        'Prediction Caching',
        'Serve repeated requests from memory instead of running the model again.',
      ),
      [batchingPath]: described(
        'ML-OPT-007',
        'Dynamic Batching',
        'Wait a few milliseconds and answer the requests that have come in with one run.',
      ),
      'patterns/ml/optimization/quantization/README.md': described(
        'ML-OPT-001',
        'Quantization',
        'Keep weights in fewer bits, so that less of them is moved.',
      ),
      'patterns/ml/optimization/distillation/README.md': described(
        'ML-OPT-002',
        'Distillation',
        'Teach a small network to give the answers of a large one.',
      ),
      'patterns/ml/optimization/pruning/README.md': described(
        'ML-OPT-003',
        'Pruning',
        'Leave out connections that hardly change the outcome.',
      ),
    },
    after: {
      'patterns/ml/optimization/caching-of-predictions/README.md': described(
        'ML-OPT-010',
        'Caching of Predictions',
        'Keep answers in memory and serve them for repeated requests.',
      ),
    },
  },
  {
    name: 'present-problem',
    story: 'A fault that the default branch has already is told apart, and holds nobody up.',
    before: { [cachingPath]: cachingWrong },
    after: { [cachingPath]: `${cachingWrong}\nMore is said.\n` },
  },
  {
    name: 'fix-outside-the-diff',
    story:
      'A fix for a line that the diff does not show stays in the annotation, and no note is sent for it.',
    before: {
      [cachingPath]: pattern(
        'status: draft\nfingerprint: ML-OPT-008\nname: Prediction Caching\ncategory: ml/optimization\nsummary: Serve repeated requests from memory.\nframeworks:\n  - framework-agnostic',
      ),
    },
    after: {
      [cachingPath]: pattern(
        'status: accepted\nfingerprint: ML-OPT-008\nname: Prediction Caching\ncategory: ml/optimization\nsummary: Serve repeated requests from memory.\nframeworks:\n  - framework-agnostic',
      ),
    },
  },
  {
    name: 'index-edited',
    story: 'The generated index is not edited by hand.',
    after: { 'patterns/ml/INDEX.md': '# My index\n' },
  },
  {
    name: 'taxonomy-of-its-own',
    story: 'A category that the pull request itself adds does not count before it is merged.',
    after: {
      [taxonomyPath]: changed(
        taxonomy,
        'categories:\n',
        'categories:\n  - id: ml/caching\n    title: Caching\n    description: Patterns that remember.\n    color: "c5def5"\n    areas: [CACHE]\n',
      ),
      'patterns/ml/caching/prediction-caching/README.md': pattern(
        'fingerprint: ML-CACHE-001\nname: Prediction Caching\ncategory: ml/caching',
      ),
    },
  },
  {
    name: 'taxonomy-broken',
    story: 'A taxonomy that would break every later review fails the check.',
    after: { [taxonomyPath]: changed(taxonomy, 'id: ml/serving', 'id: ml/optimization') },
  },
  {
    name: 'taxonomy-broken-on-default-branch',
    story:
      'With a broken taxonomy on the default branch nothing can be judged: that is no fault of the author.',
    before: { [taxonomyPath]: changed(taxonomy, 'domain: ml', 'domain: [ml') },
    after: { [cachingPath]: cachingDraft },
  },
  {
    name: 'quality-table-row-added',
    story:
      'A row that a maintainer adds to the quality table passes, and is not asked in the same pull request.',
    after: {
      ...accepted,
      [handbookPath]: `${handbook}| Security | Threat model included | a maintainer |\n`,
    },
  },
  {
    name: 'quality-table-asks-security',
    story: 'A row of the default branch’s quality table that names a maintainer has a box of its own.',
    before: { [handbookPath]: `${handbook}| Security | Threat model included | a maintainer |\n` },
    after: accepted,
  },
  {
    name: 'quality-table-broken',
    story: 'A row that names a rule which does not exist is told at its line.',
    after: { [handbookPath]: handbook.replace(ethicsRow, '| Ethics | Considered | `no-such-rule` |\n') },
  },
  {
    name: 'taxonomy-broken-later',
    story:
      'The default branch’s taxonomy breaks after the review: the comment no longer says that all is well.',
    after: { [cachingPath]: cachingDraft },
    answered: async () => undefined,
    unanswered: ({ pushTo }) =>
      pushTo('main', { [taxonomyPath]: changed(taxonomy, 'domain: ml', 'domain: [ml') }),
  },
  {
    name: 'new-domain',
    story: 'A domain that is new is judged by the taxonomy that it brings.',
    after: {
      'patterns/nlp/taxonomy.yaml': taxonomy
        .replace('domain: ml', 'domain: nlp')
        .replaceAll('ml/', 'nlp/')
        .replace('prefix: ML', 'prefix: NLP')
        .replaceAll('ML-', 'NLP-'),
      'patterns/nlp/README.md': handbook,
      'patterns/nlp/optimization/prediction-caching/README.md': cachingDraft
        .replace('ML-OPT', 'NLP-OPT')
        .replace('ml/optimization', 'nlp/optimisation'),
    },
  },
  {
    name: 'no-domain',
    story: 'A folder without a taxonomy is no domain, and a pattern in it does not pass unread.',
    after: { 'patterns/nlp/optimization/prediction-caching/README.md': cachingDraft },
  },
];
