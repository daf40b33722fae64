import { change, figure } from './numbers.ts';
import type { Results } from './results.ts';

/** Something that came out differently when it was measured again. */
export type Disagreement = { where: string; what: string; stored: string; again: string };

/** Two machines may round differently inside a library: so much of the larger value is not worth a word. */
const tolerance = 0.02;

/**
 * What differs between stored results and those of a rerun. Values agree within two per cent; of what a wall clock says
 * only the direction is compared, and a verdict that rests on it may weaken to `mixed` but not turn round.
 */
export function disagreements(stored: Results, again: Results): Disagreement[] {
  const found: Disagreement[] = [];
  if (JSON.stringify(declaredIn(stored)) !== JSON.stringify(declaredIn(again)))
    found.push({
      where: 'declaration',
      what: 'claim, candidates, axes, data or what was not tested',
      stored: 'as stored',
      again: 'changed',
    });
  const timing = new Set(stored.quantities.flatMap(({ name, timing }) => (timing ? [name] : [])));
  const onClock = timing.has(stored.primary) || (stored.guard !== null && timing.has(stored.guard.quantity));
  for (const [index, sweep] of stored.sweeps.entries())
    for (const [number, point] of sweep.points.entries()) {
      const other = again.sweeps[index]?.points[number];
      if (!other) continue; // told by the declaration
      const where = `${sweep.axis.name} = ${figure(point.at)}`;
      for (const [id, { means }] of Object.entries(point.candidates))
        for (const [name, value] of Object.entries(means)) {
          const now = other.candidates[id]?.means[name] ?? Number.NaN;
          if (!timing.has(name) && !close(value, now))
            found.push({ where, what: `${id}: ${name}`, stored: figure(value), again: figure(now) });
        }
      for (const [id, comparison] of Object.entries(point.effects)) {
        const now = other.effects[id];
        // Seeds are the same, so an interval that no clock has a part in comes out as it was.
        if (now && !timing.has(stored.primary) && !sameInterval(comparison.effect, now.effect))
          found.push({
            where,
            what: `${id}: effect and its interval`,
            stored: intervalText(comparison.effect, stored.compare),
            again: intervalText(now.effect, stored.compare),
          });
        if (now && !sameVerdict(comparison.verdict, now.verdict, onClock))
          found.push({
            where,
            what: `${id}: verdict (${change(comparison.effect.estimate, stored.compare)}, now ${change(now.effect.estimate, stored.compare)})`,
            stored: comparison.verdict,
            again: now.verdict,
          });
      }
    }
  return found;
}

/** What was said before anything was measured. */
function declaredIn(results: Results): unknown {
  const { claim, primary, compare, minimum_effect, guard, candidates, seeds, sweeps, quantities } = results;
  const { data, interval, not_tested, fairness, specification } = results;
  const axes = sweeps.map(({ axis, points }) => [axis, points.map(({ at }) => at)]);
  const rest = [data, interval, not_tested, fairness, specification];
  return [claim, primary, compare, minimum_effect, guard, candidates, seeds, axes, quantities, ...rest];
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 + tolerance * Math.max(Math.abs(a), Math.abs(b));
}

type Interval = { estimate: number; low: number; high: number };

function sameInterval(a: Interval, b: Interval): boolean {
  return close(a.estimate, b.estimate) && close(a.low, b.low) && close(a.high, b.high);
}

function intervalText({ estimate, low, high }: Interval, compare: Results['compare']): string {
  return `${change(estimate, compare)} (${figure(low)} to ${figure(high)})`;
}

function sameVerdict(a: string, b: string, onClock: boolean): boolean {
  return a === b || (onClock && (a === 'mixed' || b === 'mixed'));
}
