import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/evidence/results.ts';
import {
  accepted,
  acceptedKeys,
  acceptedPath,
  acceptedReadme,
} from '../../src/rules/examples/example-accepted.ts';
import { exampleResults, sweepOver } from '../../src/rules/examples/example-results.ts';
import type { Files } from '../inspection/check-files.ts';
import { findingsOf } from './findings-of.ts';

const folder = acceptedPath.replace('README.md', '');
const readmeOf = (files: Files): string => files[acceptedPath] ?? '';
const found = (rule: string, files: Files): string[] =>
  findingsOf(rule, files).map(line => line.slice(folder.length));
const foundWith = (rule: string, results: Partial<Results>): string[] =>
  found(rule, accepted({}, {}, acceptedKeys, results).files);

describe('what an experiment declares', () => {
  test.each<[name: string, sweeps: Results['sweeps'], says: RegExp | null]>([
    ['three points, tenfold', [sweepOver('size', [1, 0.2], [3, 0.3], [10, 0.4])], null],
    [
      'a condition first, then a size',
      [sweepOver('condition', [1, 0.2], [2, 0.3]), sweepOver('size', [100, 0.2], [300, 0.3], [1_000, 0.4])],
      null,
    ],
    [
      'two points',
      [sweepOver('size', [1, 0.2], [1_000, 0.4])],
      /`entries` has 2 points from 1 to 1,000; expected is an axis of kind `size`/,
    ],
    [
      'one point twice',
      [sweepOver('size', [1, 0.2], [1, 0.2], [1_000, 0.4])],
      /`entries` has 2 points from 1 to 1,000/,
    ],
    ['less than tenfold', [sweepOver('size', [1, 0.2], [2, 0.3], [9.9, 0.4])], /3 points from 1 to 9\.9/],
    [
      'nothing is no size',
      [sweepOver('size', [0, 0.2], [1, 0.3], [5, 0.4])],
      /3 points from 0 to 5; expected/,
    ],
    ['conditions only', [sweepOver('condition', [1, 0.2], [10, 0.3], [100, 0.4])], /No axis is a size/],
  ])('scale-axis: %s', (_, sweeps, says) => {
    const told = foundWith('scale-axis', { sweeps });
    if (says === null) expect(told).toEqual([]);
    else expect(told).toEqual([expect.stringMatching(says)]);
    for (const line of told) expect(line).toMatch(/^results\.json:\d+:\d+ /);
  });

  test.each([
    ['None', false],
    ['none.', false],
    ['Nothing else', false],
    ['n/a', false],
    ['---', false],
    ['TODO', false],
    ['None of it ran on a GPU.', true],
    ['Nothing beyond 10,000 rows.', true],
    ['Other models than the linear one.', true],
    ['GPU', true],
  ])('untested: %j', (text, isConcrete) => {
    expect(foundWith('untested', { not_tested: ['Real traffic.', text] })).toHaveLength(isConcrete ? 0 : 1);
  });

  test('baseline: a reason in words', () => {
    const candidates = (reason: string) => ({
      candidates: exampleResults.candidates.map(candidate => ({ ...candidate, reason })),
    });
    expect(foundWith('baseline', candidates('What everybody does first.'))).toEqual([]);
    for (const reason of ['', ' - ', 'simple', 'The baseline.'])
      expect(foundWith('baseline', candidates(reason))[0]).toMatch(
        /^results\.json:\d+:\d+ Nothing says why this baseline/,
      );
  });

  test('resources: one finding for each kind, however often it is missing', () => {
    const sweep = sweepOver('size', [100, 0.152], [1_000, 0.531], [10_000, 0.787]);
    const sweeps = [
      {
        ...sweep,
        points: sweep.points.map(point => ({
          ...point,
          candidates: Object.fromEntries(
            Object.entries(point.candidates).map(([id, item]) => [id, { ...item, wall_seconds: 0 }]),
          ),
        })),
      },
    ];
    expect(foundWith('resources', { sweeps })).toEqual([
      expect.stringMatching(
        /^results\.json:\d+:\d+ `wall_seconds` of `none` at `entries` 100 is zero, and in 5 other places, so it was not measured\./,
      ),
    ]);
    const keys = acceptedKeys.replace('accelerator: none\n', '');
    expect(found('resources', accepted({}, {}, keys).files)).toEqual([
      'README.md:1:1 Nothing says whether an accelerator is needed. Add `accelerator: none`, `optional` or `required`.',
    ]);
  });

  test('fairness: spoken of by groups, by their sizes, by the quantity or by a mark', () => {
    const fairness = { quantity: 'hit_rate', groups: { group_a: 1_200, 'A & B': 8_000 } };
    const told = (assessment: string): string[] =>
      found(
        'fairness-groups',
        accepted(
          { 'Ethics and fairness': `**Who is affected**: all.\n\n**Fairness assessment**: ${assessment}` },
          {},
          acceptedKeys,
          { fairness },
        ).files,
      );
    expect(told('Group A and A & B are served alike.')).toEqual([]);
    expect(told('1,200 people against 8 000, or 8,000 as they are served.')).toEqual([]);
    expect(told('the hit rate does not differ.')).toEqual([]);
    expect(told('measured [B1].')).toEqual([]);
    expect(told('no group is worse off.')[0]).toMatch(
      /measured as `hit_rate` between 2 groups, and this section does not speak of it\. Say what it means for `group_a \(1200\)` or `A & B \(8000\)`/,
    );
    expect(told('subgroup_ab of 81,200 people.')).toHaveLength(1);
  });
});

describe('framework-compatibility', () => {
  const keys = acceptedKeys.replace('[framework-agnostic]', '[framework-agnostic, pytorch]');
  const told = (implementation: string, packages: Record<string, string> = {}): string[] =>
    found(
      'framework-compatibility',
      accepted({ Implementation: implementation }, {}, keys, {
        environment: { ...exampleResults.environment, packages },
      }).files,
    );

  test.each([
    ['measured', 'Words.', { torch: '1.13.1' }],
    ['run', '```python runnable\nimport torch\n```', {}],
    ['run in part', '```python runnable\n  from torch.nn import Linear\n```', {}],
    ['marked in prose', 'In PyTorch, use a hook (*not run by us*).', {}],
    [
      'marked in the code',
      '```python\n# PyTorch, not run\n# by us\nimport torch\n```\n\n_Not run\nby us._',
      {},
    ],
  ])('%s', (_, implementation, packages) => {
    expect(told(implementation, packages as Record<string, string>)).toEqual([]);
  });

  test.each([
    ['not there at all', 'Words.', /and `## Implementation` does not name it/],
    ['not marked', '```python\nimport torch  # PyTorch\n```', /shows it without the words “not run by us”/],
    ['another is marked', 'In JAX, not run by us.', /does not name it/],
  ])('%s', (_, implementation, says) => {
    const [finding, ...more] = told(implementation);
    expect(finding).toMatch(says);
    expect(finding).toMatch(/^README\.md:8:34 /);
    expect(more).toEqual([]);
  });

  test('says nothing while there is no section to say it in, or no such framework', () => {
    const files = accepted({ Implementation: '<!-- Later. -->' }, {}, keys).files;
    expect(found('framework-compatibility', files)).toEqual([]);
    expect(
      found('framework-compatibility', accepted({}, {}, keys.replace('pytorch', 'sklearn, 7')).files),
    ).toEqual([]);
  });
});

describe('specification-figures', () => {
  const keys = `${acceptedKeys}\nhit_rate: 30-50%\nbenefits:\n  speedup: "2-3x | more"\n  accuracy: maintained\nmetrics: [p99 of *latency*, top-5, drift]`;

  test('what the runner writes is enough, whatever the figures are made of', () => {
    const { files } = accepted({}, {}, keys);
    expect(readmeOf(files)).toContain('benefits.speedup');
    expect(found('specification-figures', files)).toEqual([]);
    expect(found('evidence-current', files)).toEqual([]);
  });

  test('figure by figure, at its line', () => {
    const files = {
      [acceptedPath]: acceptedReadme({ Evidence: '`hit_rate` of 30-50%: not measured by us.' }, keys),
    };
    expect(found('specification-figures', files).map(line => line.slice(0, 90))).toEqual([
      expect.stringMatching(/^README\.md:13:12 The Evidence section does not show `benefits\.speedup: 2-3x/),
      expect.stringMatching(
        /^README\.md:15:11 The Evidence section does not show `metrics: p99 of \*latency/,
      ),
      expect.stringMatching(/^README\.md:15:29 The Evidence section does not show `metrics: top-5`/),
    ]);
  });

  test('a key without its figure, and a figure without its key, are not enough', () => {
    for (const evidence of ['`hit_rate`: not measured by us.', 'A share of 30-50%.'])
      expect(
        found('specification-figures', {
          [acceptedPath]: acceptedReadme({ Evidence: evidence }, `${acceptedKeys}\nhit_rate: 30-50%`),
        }),
      ).toHaveLength(1);
  });
});
