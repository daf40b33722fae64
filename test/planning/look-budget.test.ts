import { expect, test } from 'vitest';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import type { Examination } from '../../src/inspection/examine.ts';
import { startOfFile } from '../../src/pattern/position.ts';
import { noCache } from '../../src/planning/examination-cache.ts';
import { examineFiles } from '../../src/planning/examine-files.ts';

const finding = { ruleId: 'links', readme: '', path: '', message: '', range: startOfFile };

/** Finds as many things in each folder as its name says. */
const examiner: Pick<Examiner, 'examine'> = {
  examine: async folders =>
    folders.map(
      ({ path, files }): Examination => ({
        path,
        files: files.map(file => ({ kind: 'script', path: file.path })),
        findings: Array.from({ length: Number(path.split('-').at(-1)) }, () => finding),
        faults: [],
      }),
    ),
};

test('results of one look are counted in the order of its files; what no longer fits is left out by name', async () => {
  const paths = [9, 5, 9, 1].map((length, index) => `patterns/ml/data/p${index}-${length}/benchmark.py`);
  const { examinations } = await examineFiles(
    { examiner: examiner as Examiner, cache: noCache, budget: { results: 16 } },
    {
      list: async () => [],
      read: async asked => new Map(asked.map(path => [path, { path, text: '' }])),
      exist: async () => new Map(),
    },
    paths.map(path => ({ path, id: null })),
    { domain: 'ml', taxonomy: null, rules: true },
  );
  const [first, second, third, fourth] = examinations;
  expect([first?.findings.length, second?.findings.length]).toEqual([9, 5]);
  for (const left of [third, fourth]) {
    expect(left?.findings).toEqual([]);
    expect(left?.files).toMatchObject([{ kind: 'unreadable', reason: 'beyond-look' }]);
  }
});
