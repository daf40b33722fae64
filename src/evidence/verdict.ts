import type { Results } from './results.generated.ts';

type Comparison = Results['sweeps'][number]['points'][number]['effects'][string];
export type Verdict = Comparison['verdict'];

/**
 * What the intervals say of the claim at one point: `supports` when all of the effect reaches the minimum and the guard
 * holds, `contradicts` when all of it falls short or the guard is broken for certain, `mixed` otherwise. The same as
 * `verdict` in intervals.py.
 */
export function verdictOf(results: Results, comparison: Comparison): Verdict {
  const { minimum_effect, guard } = results;
  const { effect, guard: loss } = comparison;
  if (effect.high < minimum_effect || breaksGuard(results, comparison)) return 'contradicts';
  const holds = guard === null || loss === null || loss.high <= guard.margin;
  return effect.low >= minimum_effect && holds ? 'supports' : 'mixed';
}

/** Whether all of the guard's interval is worse than its margin. */
function breaksGuard({ guard }: Results, { guard: loss }: Comparison): boolean {
  return guard !== null && loss !== null && loss.low > guard.margin;
}

/** Whether the effect would not contradict the claim, and only the guard does. */
export function failsByGuard(results: Results, comparison: Comparison): boolean {
  return breaksGuard(results, comparison) && comparison.effect.high >= results.minimum_effect;
}
