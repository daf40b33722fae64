import { figure } from '../../evidence/numbers.ts';
import { keyValue, rangeAt } from '../../pattern/pattern.ts';
import { code, count } from '../../pattern/wording.ts';
import { accepted, acceptedWith } from '../examples/example-accepted.ts';
import { sweepOver } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';
import { inResults, reproduce, resultsOf } from './evidence-place.ts';

const needed = ['wall_seconds', 'cpu_seconds', 'peak_memory_bytes'] as const;
const sweep = sweepOver('size', [100, 0.152], [1_000, 0.531], [10_000, 0.787]);

export const resources: FolderRule = {
  id: 'resources',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Time and memory were measured for each candidate at each point, and `accelerator` says whether a GPU or the like is needed.',
  why: 'What a pattern costs decides as often as what it brings.',
  fix: 'Run `patterns reproduce <fingerprint>`, which measures each in a process of its own, and give the key `accelerator`.',
  failing: acceptedWith({
    sweeps: [
      {
        ...sweep,
        points: sweep.points.map(point => ({
          ...point,
          candidates: Object.fromEntries(
            Object.entries(point.candidates).map(([id, item]) => [id, { ...item, cpu_seconds: 0 }]),
          ),
        })),
      },
    ],
  }),
  passing: accepted(),
  *check(pattern, context) {
    const results = resultsOf(pattern, context);
    if (results === null) return;
    if (keyValue(pattern, 'accelerator') === undefined)
      yield {
        range: rangeAt(pattern, ''),
        message:
          'Nothing says whether an accelerator is needed. Add `accelerator: none`, `optional` or `required`.',
      };
    for (const key of needed) {
      const empty = results.sweeps.flatMap(({ axis, points }, index) =>
        points.flatMap((point, number) =>
          Object.entries(point.candidates)
            .filter(([, measured]) => measured[key] <= 0)
            .map(([id]) => ({ id, axis, point, at: `/sweeps/${index}/points/${number}/candidates/${id}` })),
        ),
      );
      const [first] = empty;
      if (!first) continue;
      const { id, axis, point, at } = first;
      const more = empty.length > 1 ? `, and in ${count(empty.length - 1, 'other place')}` : '';
      yield {
        ...inResults(pattern, context, `${at}/${key}`),
        message: `${code(key)} of ${code(id)} at ${code(axis.name)} ${figure(point.at)} is zero${more}, so it was not measured. Let ${reproduce(pattern)} measure it.`,
      };
    }
  },
};
