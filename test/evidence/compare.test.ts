import { expect, test } from 'vitest';
import { disagreements } from '../../src/evidence/compare.ts';
import { evidenceOf } from '../../src/evidence/evidence.ts';
import type { Results } from '../../src/evidence/results.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { reproduced } from '../../src/rules/examples/example-results.ts';

const folder = acceptedPath.replace('/README.md', '');
const texts = Object.entries(reproduced(acceptedPath, acceptedReadme()));
const files = texts.map(([path, text]) => parseFile({ path, text }));
const stored = evidenceOf(folder, path => files.find(file => file.path === path)).results?.results;
if (!stored) throw new Error('the example has no results');

/** The stored results with one thing forged. */
function forged(change: (results: Results) => void): Results {
  const results = structuredClone(stored as Results);
  change(results);
  return results;
}

const effectOf = ({ sweeps }: Results) => Object.values(sweeps[0]?.points[0]?.effects ?? {})[0]?.effect;

test('a rerun that came out the same agrees', () => {
  expect(disagreements(stored, structuredClone(stored))).toEqual([]);
});

test.each<[string, (results: Results) => void]>([
  [
    'an effect and its interval',
    results => Object.assign(effectOf(results) ?? {}, { estimate: 3, low: 2.9, high: 3.1 }),
  ],
  [
    'what was not tested',
    results => {
      results.not_tested = ['nothing of importance'];
    },
  ],
  [
    'the data',
    results => {
      results.data.arguments = 'one year of real traffic';
    },
  ],
])('%s that was forged differs from what is measured', (_, change) => {
  expect(disagreements(forged(change), stored)).not.toEqual([]);
});
