import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RunPullRequest, rerunOf } from '../../src/review/reproduction.ts';
import type { WorkflowRun } from '../../src/review/snapshot.ts';

const run: WorkflowRun = {
  app: 'github-actions',
  event: 'pull_request',
  file: '.github/workflows/reproduce.yml',
  url: 'https://github.example/octo/library/actions/runs/7',
  status: 'COMPLETED',
  conclusion: 'SUCCESS',
  createdAt: '2026-01-02T03:04:05Z',
  updatedAt: '2026-01-03T00:00:01Z',
};

const folder = 'patterns/ml/optimization/prediction-caching';

const kindOf = (changes: Partial<RunPullRequest>, ...more: string[]): string =>
  rerunOf({
    files: [`${folder}/README.md`, `${folder}/results.json`, ...more].map(path => ({
      path,
      change: 'modified',
    })),
    filesComplete: true,
    intoDefaultBranch: true,
    workflowRuns: [run],
    ...changes,
  }).kind;
const ofRun = (changes: Partial<WorkflowRun>): string => kindOf({ workflowRuns: [{ ...run, ...changes }] });

test('a run that agreed, with its address and the day on which it ended', () => {
  const pull = { files: [], filesComplete: true, intoDefaultBranch: true, workflowRuns: [run] };
  expect(rerunOf(pull)).toEqual({ kind: 'reproduced', url: run.url, date: '2026-01-03' });
});

test.each([
  [{ app: 'pattern-librarian' }, 'not-run'],
  [{ app: 'github-actions-2' }, 'not-run'],
  [{ app: null }, 'not-run'],
  [{ event: 'pull_request_target' }, 'not-run'],
  [{ event: 'push' }, 'not-run'],
  [{ event: 'workflow_dispatch' }, 'not-run'],
  [{ file: '.github/workflows/reproduce2.yml' }, 'not-run'],
  [{ file: 'x/.github/workflows/reproduce.yml' }, 'not-run'],
  [{ file: null }, 'not-run'],
  [{ status: 'QUEUED', conclusion: null }, 'running'],
  // GitHub may show the last conclusion while a run is repeated.
  [{ status: 'IN_PROGRESS', conclusion: 'SUCCESS' }, 'running'],
  [{ conclusion: 'FAILURE' }, 'failed'],
  [{ conclusion: 'CANCELLED' }, 'not-run'],
  [{ conclusion: 'TIMED_OUT' }, 'not-run'],
  [{ conclusion: 'ACTION_REQUIRED' }, 'not-run'],
  [{ conclusion: 'NEUTRAL' }, 'not-run'],
  [{ conclusion: 'SKIPPED' }, 'not-run'],
  [{ conclusion: null }, 'not-run'],
] as const)('a run with %j is %s', (changes, kind) => {
  expect(ofRun(changes)).toBe(kind);
});

test('of several runs the latest counts, in whatever order they come', () => {
  const earlier = { ...run, conclusion: 'FAILURE', createdAt: '2026-01-01T00:00:00Z' };
  for (const workflowRuns of [
    [run, earlier],
    [earlier, run],
  ])
    expect(kindOf({ workflowRuns })).toBe('reproduced');
  expect(kindOf({ workflowRuns: [] })).toBe('not-run');
});

test.each([
  `${folder}/chart.svg`,
  `${folder}/data/sizes.csv`,
  'patterns/ml/README.md',
  'patterns/ml/taxonomy.yaml',
  'patterns/qc/optimization/annealing/README.md',
])('%s may change', path => {
  expect(kindOf({}, path)).toBe('reproduced');
});

test.each([
  '.github/workflows/reproduce.yml',
  '.github/actions/x/action.yml',
  'patterns/ml/measure/__init__.py',
  'patterns/ml/measure/compare/__init__.py',
  'patterns/ml/measure/__pycache__/compare.cpython-311.pyc',
  'patterns/ml/numpy/__init__.py',
  'patterns/ml/numpy.py',
  'patterns/ml/__pycache__/x/y.pyc',
  'patterns/ml/optimization',
  folder,
  `${folder}/`,
  'patterns/ml/requirements.txt',
  'patterns/ml/reproductions.json',
  'patterns/ml/INDEX.md',
  'patterns/README.md',
  'package.json',
  'package-lock.json',
  '.npmrc',
  'src/cli/main.ts',
  `x/${folder}/README.md`,
  'patterns/ml/../../.github/workflows/reproduce.yml',
])('with a change of %j nothing is proven, whatever has run', path => {
  expect(kindOf({}, path)).toBe('must-rerun');
  expect(kindOf({ workflowRuns: [] }, path)).toBe('must-rerun');
});

test('nor with files that GitHub does not list, nor into another branch', () => {
  expect(kindOf({ filesComplete: false })).toBe('must-rerun');
  expect(kindOf({ intoDefaultBranch: false })).toBe('must-rerun');
});

test('no path outside the patterns can be trusted', () => {
  fc.assert(
    fc.property(fc.string(), path => {
      fc.pre(!path.startsWith('patterns/'));
      expect(kindOf({}, path)).toBe('must-rerun');
    }),
  );
});
