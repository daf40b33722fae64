import { figure } from './numbers.ts';
import { candidateWith, type Results, type Sweep } from './results.ts';
import { saysUnit } from './titles.ts';
import { failsByGuard, type Verdict } from './verdict.ts';

/**
 * The verdict in a sentence: the range of the first axis where the claim holds, and where it does not. Further axes are
 * named with what they add.
 */
export function headlineOf(results: Results): string {
  return results.sweeps.map(sweep => sentenceOf(results, sweep)).join(' ');
}

function sentenceOf(results: Results, sweep: Sweep): string {
  const pattern = candidateWith(results, 'pattern').id;
  const found = sweep.points.map(({ at, effects }) => {
    const comparison = effects[pattern];
    if (!comparison) return { at, outcome: 'mixed' as const };
    return { at, outcome: failsByGuard(results, comparison) ? ('guard' as const) : comparison.verdict };
  });
  const parts = outcomes.flatMap(outcome => {
    const ranges = rangesOf(found, outcome);
    return ranges.length === 0 ? [] : [`${words[outcome]} at ${ranges.join(' and ')}`];
  });
  const { title, unit } = sweep.axis;
  const axis = saysUnit(sweep.axis) ? title : `${title}, ${unit}`;
  return `${capital(parts.join(', '))} (${axis}).`;
}

/** `guard`: contradicted, though by the guard alone. */
type Outcome = Verdict | 'guard';

const outcomes = ['supports', 'mixed', 'contradicts', 'guard'] as const;

const words: Record<Outcome, string> = {
  supports: 'supported',
  mixed: 'undecided',
  contradicts: 'contradicted',
  guard: 'contradicted by the guard',
};

/** Neighbouring points with the same outcome as one range. */
function rangesOf(points: readonly { at: number; outcome: Outcome }[], outcome: Outcome): string[] {
  const ranges: { from: number; to: number }[] = [];
  for (const [index, point] of points.entries()) {
    if (point.outcome !== outcome) continue;
    const open = ranges.at(-1);
    if (open && points[index - 1]?.outcome === outcome) open.to = point.at;
    else ranges.push({ from: point.at, to: point.at });
  }
  return ranges.map(({ from, to }) => (from === to ? figure(from) : `${figure(from)} to ${figure(to)}`));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
