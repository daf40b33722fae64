import { expect, test } from 'vitest';
import { categoryOfArea, partsOf } from '../../src/catalog/fingerprint.ts';
import { outlineOf } from '../../src/pattern/outline.ts';
import { libraryTaxonomy } from './library-files.ts';
import { specificationItems } from './specification.ts';

const taxonomy = libraryTaxonomy();
const items = specificationItems();
const named = items.filter(item => item.isTopic);
const areaOf = (fingerprint: string): string => partsOf(fingerprint)?.area ?? '';
const titleOf = (fingerprint: string) =>
  taxonomy.topics.find(topic => topic.fingerprint === fingerprint)?.title;

test('the outline of the specification is read whole', () => {
  expect(named).toHaveLength(35 + 3 + 1 + 5 + 1 + 5 + 1 + 5 + 5 + 3 + 5 + 9);
  expect(items.filter(item => !item.isTopic)).toHaveLength(5 * 5);
  expect(named.find(item => item.name === 'pruning')).toEqual({
    path: 'Performance Patterns > Inference Optimization > model_optimization > pruning',
    parent: 'Performance Patterns > Inference Optimization > model_optimization',
    name: 'pruning',
    lists: ['2x speedup'],
    isTopic: true,
  });
});

test('there are 69 topics, and their titles and fingerprints are their own', () => {
  expect(taxonomy.topics).toHaveLength(69);
  expect(new Set(taxonomy.topics.map(topic => topic.fingerprint)).size).toBe(69);
  expect(new Set(taxonomy.topics.map(topic => topic.title.toLowerCase())).size).toBe(69);
});

test('everything that the specification names is reached by a topic, in its own words', () => {
  const headings = taxonomy.topics.flatMap(topic => topic.headings);
  expect(new Set(headings)).toEqual(new Set(named.map(item => item.path)));
});

test('only bullets of the roadmap, which name groups, are shared by topics', () => {
  const headings = taxonomy.topics.flatMap(topic => topic.headings);
  const shared = headings.filter((heading, index) => headings.indexOf(heading) !== index);
  expect([...new Set(shared)].sort()).toEqual([
    'Roadmap > Phase 1: Core ML Patterns > Essential monitoring',
    'Roadmap > Phase 2: Advanced Patterns > Advanced serving patterns',
    'Roadmap > Phase 3: Specialized Patterns > Edge ML patterns',
  ]);
});

test('a topic must mention exactly what the specification lists under its headings', () => {
  const listed = new Map(named.map(item => [item.path, item.lists]));
  for (const topic of taxonomy.topics) {
    const expected = topic.headings.flatMap(heading => listed.get(heading) ?? []);
    expect({ [topic.fingerprint]: topic.must_mention ?? [] }).toEqual({ [topic.fingerprint]: expected });
  }
});

test('the 12 categories stand in their order, and each has topics', () => {
  expect(taxonomy.categories.map(category => category.id)).toEqual([
    'ml/data-ingestion',
    'ml/feature-engineering',
    'ml/data-quality',
    'ml/development',
    'ml/serving',
    'ml/optimization',
    'ml/mlops',
    'ml/monitoring',
    'ml/infrastructure',
    'ml/data',
    'ml/privacy',
    'ml/anti-patterns',
  ]);
  const reached = new Set(
    taxonomy.topics.map(topic => categoryOfArea(taxonomy, areaOf(topic.fingerprint))?.id),
  );
  expect(reached).toEqual(new Set(taxonomy.categories.map(category => category.id)));
});

test('no area code is in two categories, and none is without a topic', () => {
  const areas = taxonomy.categories.flatMap(category => category.areas);
  expect(new Set(areas).size).toBe(areas.length);
  expect(new Set(taxonomy.topics.map(topic => areaOf(topic.fingerprint)))).toEqual(new Set(areas));
});

test.each([
  ['TRN', 'ml/development'],
  ['ARCH', 'ml/development'],
  ['EXP', 'ml/development'],
  ['AUTO', 'ml/development'],
  ['QML', 'ml/development'],
  ['VER', 'ml/mlops'],
  ['OPS', 'ml/mlops'],
  ['DATA', 'ml/data'],
  ['DQ', 'ml/data-quality'],
  ['MON', 'ml/monitoring'],
])('area %s belongs to %s', (area, category) => {
  expect(categoryOfArea(taxonomy, area)?.id).toBe(category);
});

test('the numbers of an area run from 001 without a gap', () => {
  for (const area of taxonomy.categories.flatMap(category => category.areas)) {
    const numbers = taxonomy.topics
      .map(topic => topic.fingerprint)
      .filter(fingerprint => areaOf(fingerprint) === area)
      .map(fingerprint => partsOf(fingerprint)?.number ?? 0)
      .sort((a, b) => a - b);
    expect({ [area]: numbers }).toEqual({ [area]: numbers.map((_, index) => index + 1) });
  }
});

test('the fingerprints that the specification fixes are kept', () => {
  expect(titleOf('ML-FEAT-001')).toBe('Centralized Feature Store');
  expect(titleOf('ML-MON-001')).toBe('Production Model Monitor');
  expect(titleOf('ML-EXP-001')).toBe('Reproducible Experiment Tracking');
});

test('phases are titled as on the roadmap, and agree with its bullets', () => {
  const roadmap = named.filter(item => item.path.startsWith('Roadmap > '));
  expect(taxonomy.phases.map(phase => `Roadmap > Phase ${phase.id}: ${phase.title}`)).toEqual([
    ...new Set(roadmap.map(item => item.parent)),
  ]);
  for (const topic of taxonomy.topics)
    for (const heading of topic.headings.filter(heading => heading.startsWith('Roadmap > ')))
      expect(heading).toMatch(`> Phase ${topic.phase}: `);
});

test('the topics of each phase', () => {
  const inPhase = (phase: number): string[] =>
    taxonomy.topics.filter(topic => topic.phase === phase).map(topic => topic.fingerprint.slice(3));
  const whole = (phase: number, area: string): boolean =>
    taxonomy.topics.every(topic => areaOf(topic.fingerprint) !== area || topic.phase === phase);
  expect(inPhase(3).sort()).toEqual(['DOM-001', 'INF-005', 'OPT-005', 'QML-001']);
  for (const area of ['ING', 'FEAT', 'DQ', 'EXP', 'VER', 'DATA', 'MON', 'ANTI'])
    expect([area, whole(1, area)]).toEqual([area, true]);
  for (const area of ['OPS', 'PRIV', 'AUTO']) expect([area, whole(2, area)]).toEqual([area, true]);
  const mixed = (phase: number): string[] =>
    inPhase(phase)
      .filter(code => /^(?:TRN|ARCH|SERV|INF)-/.test(code))
      .sort();
  expect(mixed(1)).toEqual(['ARCH-001', 'ARCH-002', 'INF-001', 'SERV-006', 'TRN-003', 'TRN-004', 'TRN-005']);
  expect([1, 2, 3].map(phase => inPhase(phase).length)).toEqual([37, 28, 4]);
});

test('domain-specific ML is the one open call, and nothing is retired yet', () => {
  const open = taxonomy.topics.filter(topic => topic.open_call);
  expect(open.map(topic => topic.fingerprint)).toEqual(['ML-DOM-001']);
  expect(taxonomy.retired).toEqual([]);
});

test('the frameworks are the ones of the specification', () => {
  const frameworks = items.filter(item => item.parent === 'Tools and Frameworks > Supported Frameworks');
  expect(taxonomy.frameworks.map(framework => `${framework.title} patterns`.toLowerCase())).toEqual(
    frameworks.map(item => item.name.toLowerCase()),
  );
  expect(taxonomy.frameworks.map(framework => framework.id)).toEqual([
    'tensorflow',
    'pytorch',
    'scikit-learn',
    'jax',
    'framework-agnostic',
  ]);
});

test('what the specification asks of every pattern has a section', () => {
  const asked = items.filter(item =>
    /^(?:Validation Requirements|Learning Resources|Contributing ML Patterns > Submission)/.test(item.path),
  );
  expect(asked).toHaveLength(15);
  const sections = outlineOf('ml/optimization');
  for (const item of asked) expect(sections).toContain(item.lists[0]);
});
