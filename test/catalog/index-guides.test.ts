import { expect, test } from 'vitest';
import type { Entry } from '../../src/catalog/entry.ts';
import { indexTexts } from '../../src/catalog/index-file.ts';
import { indexPage } from '../../src/catalog/index-page.ts';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { readReproductions, reproductionsJson } from '../../src/catalog/reproductions.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { entry } from './entry.ts';
import { itemsIn } from './index-reading.ts';
import { taxonomyFrom } from './taxonomy-from.ts';

const taxonomy = taxonomyFrom(exampleTaxonomy);

test('two alternatives are told once, with what decides', () => {
  const alternative = (fingerprint: string, note: string) => ({ kind: 'alternative-to', fingerprint, note });
  const caching = entry({ relations: [alternative('ML-OPT-007', 'when inputs do not repeat')] });
  const batching = entry({
    fingerprint: 'ML-OPT-007',
    name: 'Dynamic Batching',
    slug: 'dynamic-batching',
    relations: [alternative('ML-OPT-008', 'when inputs repeat'), alternative('ML-OPT-099', 'gone')],
  });
  const rowsOf = (entries: Entry[]): string[] =>
    indexPage({ ...emptyLibrary, entries }, taxonomy)
      .split('\n')
      .filter(line => line.startsWith('| [') && line.includes(') or ['));
  const both =
    '| [Dynamic Batching](optimization/dynamic-batching/) or [Prediction Caching](optimization/prediction-caching/) | when inputs repeat |';
  expect(rowsOf([caching, batching])).toEqual([both]);
  expect(rowsOf([batching, caching])).toEqual([both]);
  expect(rowsOf([caching])).toEqual([]);
  expect(rowsOf([caching, { ...batching, relations: [] }])).toHaveLength(1);
});

test('a level is benchmarked until a record speaks of these very files and this very module', () => {
  const files = { 'benchmark.py': '1'.repeat(40), 'results.json': '2'.repeat(40) };
  const evidence: Entry['evidence'] = { level: 'benchmarked', headline: 'Holds.', tested: [], files };
  const record = {
    fingerprint: 'ML-OPT-008',
    script: '1'.repeat(40),
    results: '2'.repeat(40),
    module: 'c'.repeat(64),
    by: 'A Maintainer',
    date: '2026-11-24',
  };
  const levelWith = (reproductions: (typeof record)[], level = evidence.level): string => {
    const library = {
      entries: [entry({ evidence: { ...evidence, level } })],
      unlisted: [],
      reproductions,
      module: 'c'.repeat(64),
    };
    return itemsIn(indexTexts(library, taxonomy)).entries[0]?.evidence.level ?? '';
  };
  expect(levelWith([])).toBe('benchmarked');
  expect(levelWith([record])).toBe('reproduced');
  expect(levelWith([], 'reproduced')).toBe('benchmarked');
  expect(levelWith([record], 'described')).toBe('described');
  for (const other of [
    { fingerprint: 'ML-OPT-007' },
    { script: '3'.repeat(40) },
    { results: '3'.repeat(40) },
    { module: 'd'.repeat(64) },
  ])
    expect(levelWith([{ ...record, ...other }])).toBe('benchmarked');
  expect(readReproductions(reproductionsJson([record, { ...record, by: 'B' }]))).toEqual([
    { ...record, by: 'B' },
  ]);
  expect(readReproductions('[]')).toEqual([]);
});
