import { expect, test } from 'vitest';
import type { Entry } from '../../src/catalog/entry.ts';
import type { Library } from '../../src/catalog/library.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { folderOf } from '../../src/pattern/place.ts';
import { type MergedPullRequest, recordOf, unreproduced } from '../../src/review/reproduction-records.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../../src/rules/examples/example-accepted.ts';
import { reproduced } from '../../src/rules/examples/example-results.ts';
import { facts } from '../inspection/check-files.ts';

const oidOf = (path: string): string => Buffer.from(path).toString('hex').padEnd(40, '0').slice(-40);

/** A library with this many benchmarked patterns, and the module. */
function libraryWith(count: number): Library {
  const files = Array.from({ length: count }, (_, index) => {
    const path = acceptedPath.replace('prediction-caching', `caching-${index}`);
    const keys = acceptedKeys.replace('ML-OPT-008', `ML-OPT-${100 + index}`);
    return reproduced(path, acceptedReadme({}, keys));
  });
  return libraryOf(facts(Object.assign({ 'patterns/ml/measure/run.py': 'x\n' }, ...files)), oidOf);
}

const library = libraryWith(4);
const [entry] = library.entries as [Entry];
const { module } = library;
const merged: MergedPullRequest = {
  files: [{ path: `${folderOf(entry)}/README.md`, change: 'added' }],
  filesComplete: true,
  intoDefaultBranch: true,
  workflowRuns: [
    {
      app: 'github-actions',
      event: 'pull_request',
      file: '.github/workflows/reproduce.yml',
      url: 'https://github.example/runs/7',
      status: 'COMPLETED',
      conclusion: 'SUCCESS',
      createdAt: '2026-01-02T03:04:05Z',
      updatedAt: '2026-01-03T00:00:01Z',
    },
  ],
  script: entry.evidence.files['benchmark.py'] ?? null,
  results: entry.evidence.files['results.json'] ?? null,
  module,
};

test('a record names what was measured, by which run, and when', () => {
  const { script, results } = merged;
  expect(recordOf(entry, module, [merged])).toEqual({
    fingerprint: 'ML-OPT-100',
    script,
    results,
    module,
    by: 'https://github.example/runs/7',
    date: '2026-01-03',
  });
});

test.each([
  { script: 'a'.repeat(40) },
  { script: null },
  { results: 'a'.repeat(40) },
  { module: 'a'.repeat(64) },
  { module: null },
  { workflowRuns: [] },
  { intoDefaultBranch: false },
  { filesComplete: false },
])('none where the pull request had %j', changes => {
  expect(recordOf(entry, module, [{ ...merged, ...changes }])).toBeNull();
  expect(recordOf(entry, module, [{ ...merged, ...changes }, merged])).not.toBeNull();
});

test('none without a pull request, or without a module', () => {
  expect(recordOf(entry, module, [])).toBeNull();
  expect(recordOf(entry, null, [{ ...merged, module: null }])).toBeNull();
});

const wanted = (some: Library, indexed: readonly Entry[], turn = 0): string =>
  unreproduced(some, indexed, turn)
    .map(({ fingerprint }) => fingerprint.slice(-1))
    .join('');

test('what the index does not know comes first, and every other pattern has its turn', () => {
  const { entries } = library;
  expect(wanted(library, entries.slice(0, 3))).toBe('3012');
  expect([0, 1, 2, 3, 4].map(turn => wanted(library, entries, turn)[0]).join('')).toBe('01230');
  expect(wanted(library, entries, 0xffff_ffff)).toHaveLength(4);
});

test('what is recorded is not wanted, and without a module nothing is', () => {
  const record = recordOf(entry, module, [merged]);
  if (record === null) throw new Error('no record');
  expect(wanted({ ...library, reproductions: [record] }, [])).toBe('123');
  expect(wanted({ ...library, module: null }, [])).toBe('');
});
