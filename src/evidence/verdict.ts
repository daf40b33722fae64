import type { Results } from './results.generated.ts';

type Comparison = Results['sweeps'][number]['points'][number]['effects'][string];
export type Verdict = Comparison['verdict'];

/**
 * What an interval says of the claim at one point: `supports` when all of it reaches the minimum effect and the guard
 * holds, `contradicts` when all of it falls short, `mixed` otherwise. The same as `verdict` in intervals.py.
 */
export function verdictOf({ minimum_effect, guard }: Results, { effect, guard: loss }: Comparison): Verdict {
  if (effect.high < minimum_effect) return 'contradicts';
  const holds = guard === null || loss === null || loss.high <= guard.margin;
  return effect.low >= minimum_effect && holds ? 'supports' : 'mixed';
}
