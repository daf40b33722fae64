import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/catalog/entry.ts';
import { emptyLibrary, type Library } from '../../src/catalog/library.ts';
import { nearDuplicates, sharedWords } from '../../src/catalog/near-duplicates.ts';
import { folded } from '../../src/catalog/word-stems.ts';
import { entry } from './entry.ts';
import { itemsIn } from './index-reading.ts';

const texts = globSync('patterns/ml/**/index.json').map(path => [path, readFileSync(path, 'utf8')]);
const library: Library = { ...emptyLibrary, ...itemsIn(Object.fromEntries(texts)) };
const nameOf = new Map(library.entries.map(({ fingerprint, name }) => [fingerprint, name]));

/** A new pattern by somebody who did not look at what there is. */
const proposal = (over: Partial<Entry>): Entry =>
  entry({ fingerprint: 'ML-OPT-900', slug: 'proposal', ...over });
const near = (one: Entry, among = library): string[] =>
  nearDuplicates(one, among).map(({ entry }) => entry.fingerprint);

const copies: [string, Partial<Entry>][] = [
  [
    'ML-OPT-008',
    {
      name: 'Memoised Inference',
      summary: 'Store the answers of the model and reuse them when an identical request comes again.',
      symptom: 'The same inputs are scored over and over, and running the model is expensive.',
      keywords: ['cache', 'inference', 'latency'],
    },
  ],
  [
    'ML-OPT-007',
    {
      name: 'Request Batching for GPUs',
      summary: 'Collect requests that arrive close together and run them through the model in one batch.',
      symptom: 'The GPU is mostly idle although requests wait in the queue.',
      keywords: ['batch', 'gpu', 'queue', 'throughput'],
    },
  ],
  [
    'ML-MON-001',
    {
      name: 'Model Health Monitoring',
      summary:
        'Watch the predictions and inputs of a model in production and raise an alarm when they change.',
      symptom: 'A model in production gets worse for weeks before anybody notices.',
      keywords: ['monitoring', 'drift', 'alerts'],
    },
  ],
  [
    'ML-FEAT-001',
    {
      name: 'Shared Feature Repository',
      summary: 'Define each feature in one place and serve the same values to training and prediction.',
      symptom: 'Features in training differ from those in serving because two code bases compute them.',
      aliases: ['feature store'],
      keywords: ['training-serving skew', 'features'],
    },
  ],
  [
    'ML-PRIV-001',
    {
      name: 'Private Training with Noise',
      summary: 'Clip each example’s gradient and add noise so that the model tells little about one person.',
      symptom: 'The model gives away whether a person was in the training data.',
      aliases: ['DP-SGD'],
      keywords: ['privacy', 'noise', 'membership inference'],
    },
  ],
  [
    'ML-DQ-001',
    {
      name: 'Input Distribution Shift Alarm',
      summary: 'Compare the distribution of incoming data with the reference and warn when it drifts.',
      symptom: 'Data changes silently and predictions get worse.',
      aliases: ['drift detection'],
      keywords: ['drift', 'distribution', 'monitoring'],
    },
  ],
];

describe('the real library', () => {
  test('has no pattern that is near another', () => {
    const alone = library.entries.map(one => ({ ...one, relations: [] }));
    const found = alone.flatMap(one =>
      near(one, { ...library, entries: alone }).map(other => [one.name, other]),
    );
    expect(found).toEqual([]);
    expect(alone.length).toBeGreaterThanOrEqual(14);
  });

  test.each(copies)('%s is found behind a copy in other words', (fingerprint, copy) => {
    expect(near(proposal(copy))).toEqual([fingerprint]);
  });

  test.each<[string, Partial<Entry>]>([
    [
      'Retrieval Augmented Generation',
      {
        summary:
          'Look up passages in a document store and give them to the language model with the question.',
        symptom: 'The language model invents facts that the documents contradict.',
        keywords: ['retrieval', 'embedding', 'language model'],
      },
    ],
    [
      'Gradient Checkpointing',
      {
        summary: 'Recompute activations during the backward pass instead of keeping them in memory.',
        symptom: 'Training a deep network runs out of GPU memory.',
        keywords: ['memory', 'training', 'deep network'],
      },
    ],
    [
      'Blue-green Model Rollout',
      {
        summary:
          'Keep two versions of a service running and move the traffic from the old to the new at once.',
        symptom: 'A release of a new model interrupts the service, and going back takes long.',
        keywords: ['deployment', 'release', 'rollback'],
      },
    ],
  ])('%s is a subject of its own', (name, over) => {
    expect(near(proposal({ name, ...over }))).toEqual([]);
  });
});

test('a copy is found in a library of two as well', () => {
  const [first] = library.entries;
  for (const [fingerprint, copy] of copies) {
    const entries = library.entries.filter(one => one.fingerprint === fingerprint || one === first);
    expect(near(proposal(copy), { ...library, entries })).toEqual([fingerprint]);
  }
});

test('a name that is another’s alias is enough, one word in common is not', () => {
  expect(near(proposal({ name: 'Response caches' }))).toEqual(['ML-OPT-008']);
  expect(nameOf.get('ML-OPT-008')).toBe('Prediction Caching');
  expect(near(proposal({ name: 'Throughput' }))).toEqual([]);
  expect(near(proposal({ name: '' }))).toEqual([]);
});

test('what is shared is told in the words of the new one, by the field of the other', () => {
  const [found] = nearDuplicates(proposal(copies[0]?.[1] ?? {}), library);
  expect(found && sharedWords(found)).toBe(
    'name: cache; aliases: inference, cache; summary: answers, model, request, again, running; symptom: model, request, again, same, inputs; keywords: latency',
  );
});

test('those that are related already, in either direction, are not told', () => {
  const copy = proposal(copies[0]?.[1] ?? {});
  const relation = { kind: 'refines', fingerprint: 'ML-OPT-008', note: '' };
  expect(near({ ...copy, relations: [relation] })).toEqual([]);
  const changed = (over: Partial<Entry>): Library => ({
    ...library,
    entries: library.entries.map(one => (one.fingerprint === 'ML-OPT-008' ? { ...one, ...over } : one)),
  });
  expect(near(copy, changed({ relations: [{ ...relation, fingerprint: copy.fingerprint }] }))).toEqual([]);
  expect(near(copy, changed({ superseded_by: copy.fingerprint }))).toEqual([]);
});

test('a pattern is not near itself, at most three are told, and the order of the library does not matter', () => {
  const copy = proposal(copies[0]?.[1] ?? {});
  const twins = [4, 3, 2, 1].map(number => ({
    ...copy,
    fingerprint: `ML-OPT-90${number}`,
    slug: `twin-${number}`,
  }));
  const entries = [copy, ...twins, ...library.entries];
  const told = ['ML-OPT-901', 'ML-OPT-902', 'ML-OPT-903'];
  expect(near(copy, { ...library, entries })).toEqual(told);
  expect(nearDuplicates(copy, { ...library, entries: entries.toReversed() })).toEqual(
    nearDuplicates(copy, { ...library, entries }),
  );
});

test.each([
  ['caches', 'caching'],
  ['Batch', 'batching'],
  ['queries', 'query'],
  ['ＧＰＵ', 'gpu'],
])('%s and %s are one word', (one, other) => {
  expect(folded(one)).toBe(folded(other));
});

test('short words keep their endings, and empty ones are none', () => {
  expect([folded('res'), folded('red'), folded('the'), folded('a')]).toEqual(['res', 'red', null, null]);
  expect(folded('__proto__')).not.toBeNull();
});

test.each(['constructor', 'Constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
  'the word %s, of which every object has something, is a word',
  word => {
    const [fingerprint, over] = copies[0] ?? ['', {}];
    const one = proposal({
      ...over,
      name: `${over.name} ${word}`,
      keywords: [...(over.keywords ?? []), word],
    });
    expect(near(one)).toContain(fingerprint);
    const same = { ...one, fingerprint: 'ML-OPT-901', slug: 'other' };
    expect(near(one, { ...emptyLibrary, entries: [same] })).toEqual(['ML-OPT-901']);
  },
);
