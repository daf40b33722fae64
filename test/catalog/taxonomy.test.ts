import { expect, test } from 'vitest';
import { categoryOfArea, nextFree, partsOf } from '../../src/catalog/fingerprint.ts';
import { plannedTopics, readTaxonomy } from '../../src/catalog/taxonomy.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from './taxonomy-from.ts';

const problemsIn = (text: string) => {
  const { taxonomy, problems } = readTaxonomy(parseYaml(text, 0, positionsIn(text)), 'ml');
  expect(taxonomy === null).toBe(problems.length > 0);
  return problems.map(({ message, range }) => `${range.start.line}: ${message}`);
};
const lineOf = (words: string): number =>
  exampleTaxonomy.slice(0, exampleTaxonomy.indexOf(words)).split('\n').length;

test('the example has no problem', () => {
  expect(problemsIn(exampleTaxonomy)).toEqual([]);
});

test.each<[from: string, to: string, says: string[]]>([
  ['domain: ml', 'domain: nlp', ['1: `domain` is `nlp`, but the file lies in `patterns/ml`.']],
  [
    'id: ml/serving',
    'id: ml/optimization',
    [`${lineOf('id: ml/serving')}: The category \`ml/optimization\` is there twice. Keep one.`],
  ],
  [
    'id: ml/serving',
    'id: nlp/serving',
    [`${lineOf('id: ml/serving')}: The category \`nlp/serving\` must begin with \`ml/\`.`],
  ],
  [
    'areas: [MON]',
    'areas: [OPT]',
    [
      `${lineOf('areas: [MON]')}: The area \`OPT\` is there twice. Keep one.`,
      `${lineOf('fingerprint: ML-MON-001')}: \`ML-MON-001\` needs the prefix \`ML\` and an area code of a category.`,
    ],
  ],
  [
    'id: scikit-learn',
    'id: pytorch',
    [`${lineOf('id: scikit-learn')}: The framework \`pytorch\` is there twice. Keep one.`],
  ],
  [
    '{ id: 2,',
    '{ id: 1,',
    [
      `${lineOf('{ id: 2,')}: The phase \`1\` is there twice. Keep one.`,
      `${lineOf('phase: 2')}: There is no phase \`2\`.`,
      `${lineOf('phase: 2') + 4}: There is no phase \`2\`.`,
    ],
  ],
  [
    'fingerprint: ML-OPT-008',
    'fingerprint: ML-OPT-007',
    [`${lineOf('fingerprint: ML-OPT-008')}: The fingerprint \`ML-OPT-007\` is there twice. Keep one.`],
  ],
  [
    'fingerprint: ML-OPT-008',
    'fingerprint: NLP-OPT-008',
    [
      `${lineOf('fingerprint: ML-OPT-008')}: \`NLP-OPT-008\` needs the prefix \`ML\` and an area code of a category.`,
    ],
  ],
  [
    'retired: [ML-OPT-099]',
    'retired: [ML-OPT-099, ML-OPT-099]',
    [`${lineOf('retired:')}: \`retired\` lists \`ML-OPT-099\` twice; once is enough.`],
  ],
  [
    'retired: [ML-OPT-099]',
    '',
    ['1: `retired` is missing (fingerprints of patterns that were removed: never used again).'],
  ],
  [
    'title: Serving',
    'titel: Serving',
    [
      `${lineOf('title: Serving') - 1}: \`title\` is missing in \`categories\` item 2 (what people call the category). It looks like \`title: Feature Engineering\`.`,
      `${lineOf('title: Serving')}: \`titel\` is not known here; expected \`id\`, \`title\`, \`description\`, \`color\` or \`areas\`. Did you mean \`title\`?`,
    ],
  ],
  [
    'title: Serving',
    'title: Serving\n    title: Again',
    [`${lineOf('title: Serving') + 1}: The key \`title\` is there twice. Keep one.`],
  ],
])('%j → %j', (from, to, says) => {
  expect(exampleTaxonomy).toContain(from);
  const found = problemsIn(exampleTaxonomy.replace(from, to));
  expect(found).toEqual(says);
});

test.each(['', '[]', 'null', '{}', 'a: [', '- a', '__proto__: {}', '\u0000', '? [a]: b'])(
  '%j is refused with a sentence',
  text => {
    const found = problemsIn(text);
    expect(found).not.toEqual([]);
    for (const line of found) expect(line).toMatch(/^\d+: .*\.$/);
  },
);

test('fingerprints', () => {
  const taxonomy = taxonomyFrom(exampleTaxonomy);
  expect(partsOf('ML-OPT-008')).toEqual({ prefix: 'ML', area: 'OPT', number: 8 });
  for (const text of [
    '',
    'ML-OPT-8',
    'ML-OPT-0008',
    'ml-OPT-008',
    'ML-OPT-008\n',
    ' ML-OPT-008',
    'ML-OPTIMA-008',
    'M-OPT-008',
    'ML-OPT-٠٠٨',
  ])
    expect(partsOf(text)).toBeNull();
  expect(categoryOfArea(taxonomy, 'OPT')?.id).toBe('ml/optimization');
  expect(categoryOfArea(taxonomy, 'XXX')).toBeNull();
});

test('the next free fingerprint is neither used, retired nor planned', () => {
  const taxonomy = taxonomyFrom(exampleTaxonomy);
  expect(nextFree(taxonomy, 'OPT', [])).toBe('ML-OPT-001');
  const six = [1, 2, 3, 4, 5, 6].map(number => `ML-OPT-00${number}`);
  expect(nextFree(taxonomy, 'OPT', six)).toBe('ML-OPT-009');
  const all = Array.from({ length: 999 }, (_, index) => `ML-OPT-${String(index + 1).padStart(3, '0')}`);
  expect(nextFree(taxonomy, 'OPT', all)).toBeNull();
  expect(
    nextFree(
      taxonomy,
      'OPT',
      all.filter(item => item !== 'ML-OPT-099'),
    ),
  ).toBeNull();
  expect(
    nextFree(
      taxonomy,
      'OPT',
      all.filter(item => item !== 'ML-OPT-500'),
    ),
  ).toBe('ML-OPT-500');
});

test('a topic may be retired, and is then no longer planned', () => {
  const taxonomy = taxonomyFrom(exampleTaxonomy.replace('[ML-OPT-099]', '[ML-OPT-099, ML-OPT-007]'));
  expect(plannedTopics(taxonomy).map(topic => topic.fingerprint)).toEqual(['ML-OPT-008', 'ML-MON-001']);
});
