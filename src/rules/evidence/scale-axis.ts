import { figure } from '../../evidence/numbers.ts';
import type { Sweep } from '../../evidence/results.ts';
import { code, count } from '../../pattern/wording.ts';
import { accepted, acceptedWith } from '../examples/example-accepted.ts';
import { sweepOver } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';
import { inResults, reproduce, resultsOf } from './evidence-place.ts';

const fewest = 3;
const widest = 10;

export const scaleAxis: FolderRule = {
  id: 'scale-axis',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'One axis is a size, with at least three points over at least a tenfold range.',
  why: 'What works on a laptop may not work in production, and the reverse. Two points show no bend.',
  fix: 'Give an `Axis` of benchmark.py `kind="size"` (rows, features, requests, users, …) and points such as 100, 1,000 and 10,000, and run `patterns reproduce <fingerprint>`.',
  failing: acceptedWith({ sweeps: [sweepOver('size', [500, 0.412], [1_000, 0.531], [2_000, 0.604])] }),
  passing: accepted(),
  *check(pattern, context) {
    const results = resultsOf(pattern, context);
    if (results === null) return;
    const sizes = results.sweeps.filter(({ axis }) => axis.kind === 'size');
    if (sizes.some(sweep => pointsOf(sweep).length >= fewest && rangeOf(sweep) >= widest)) return;
    const there =
      sizes.length === 0
        ? 'No axis is a size'
        : sizes.map(sweep => `${code(sweep.axis.name)} has ${shown(sweep)}`).join('; ');
    yield {
      ...inResults(pattern, context, '/sweeps'),
      message: `${there}; expected is an axis of kind \`size\` with at least ${fewest} points over at least a tenfold range. Change the \`Axis\` in \`benchmark.py\` and run ${reproduce(pattern)}.`,
    };
  },
};

function pointsOf({ points }: Sweep): number[] {
  return [...new Set(points.map(({ at }) => at))];
}

/** How many times the smallest size the largest is; nothing at all is no size. */
function rangeOf(sweep: Sweep): number {
  const sizes = pointsOf(sweep).filter(at => at > 0);
  return sizes.length === 0 ? 0 : Math.max(...sizes) / Math.min(...sizes);
}

function shown(sweep: Sweep): string {
  const points = pointsOf(sweep);
  return `${count(points.length, 'point')} from ${figure(Math.min(...points))} to ${figure(Math.max(...points))}`;
}
