import { code, oneOf } from '../pattern/wording.ts';
import type { Contradiction } from './contradiction.ts';
import { type Comparing, effectOf, type Interval } from './intervals.ts';
import { change } from './numbers.ts';
import type { Results } from './results.generated.ts';
import { verdictOf } from './verdict.ts';

type Point = Results['sweeps'][number]['points'][number];

/** What at one point does not follow from the values of its runs: means, effects with their intervals, verdicts. */
export function* contradictionsAt(results: Results, point: Point, pointer: string): Iterable<Contradiction> {
  const candidates = results.candidates.map(({ id }) => id);
  const compared = results.candidates.flatMap(({ id, role }) => (role === 'baseline' ? [] : id));
  if (!sameNames(Object.keys(point.candidates), candidates))
    yield {
      pointer: `${pointer}/candidates`,
      message: `Expected a measurement of each of ${oneOf(candidates)}.`,
    };
  if (!sameNames(Object.keys(point.effects), compared))
    yield { pointer: `${pointer}/effects`, message: `Expected a comparison of each of ${oneOf(compared)}.` };
  for (const id of Object.keys(point.candidates))
    yield* inMeasurement(results, point, id, `${pointer}/candidates/${id}`);
  for (const id of Object.keys(point.effects))
    yield* inComparison(results, point, id, `${pointer}/effects/${id}`);
}

function* inMeasurement(
  { quantities, seeds }: Results,
  { candidates }: Point,
  id: string,
  pointer: string,
): Iterable<Contradiction> {
  const names = quantities.map(({ name }) => name);
  const { values = {}, means = {} } = candidates[id] ?? {};
  for (const [what, given] of Object.entries({ values, means }))
    if (!sameNames(Object.keys(given), names))
      yield { pointer: `${pointer}/${what}`, message: `Expected ${what} of each of ${oneOf(names)}.` };
  for (const [name, runs] of Object.entries(values)) {
    const mean = runs.reduce((sum, value) => sum + value, 0) / runs.length;
    const told = means[name];
    if (runs.length !== seeds.length)
      yield {
        pointer: `${pointer}/values/${name}`,
        message: `There are ${runs.length} values for ${seeds.length} seeds.`,
      };
    if (told !== undefined && !close(told, mean))
      yield {
        pointer: `${pointer}/means/${name}`,
        message: `The mean is given as ${told}, but the values give ${mean}.`,
      };
  }
}

function* inComparison(results: Results, point: Point, id: string, pointer: string): Iterable<Contradiction> {
  const comparison = point.effects[id];
  if (!comparison) return;
  const { effect, guard: loss, verdict } = comparison;
  const { primary, compare, guard } = results;
  yield* inInterval(
    effect,
    { pointer: `${pointer}/effect`, compare },
    effectFrom(results, point, primary, id),
  );
  if ((guard === null) !== (loss === null))
    yield {
      pointer: `${pointer}/guard`,
      message: guard ? `Expected what ${code(guard.quantity)} lost.` : 'There is no guard, so expected null.',
    };
  else if (guard && loss)
    yield* inInterval(
      loss,
      { pointer: `${pointer}/guard`, compare: guard.compare },
      effectFrom(results, point, guard.quantity, id, guard.compare),
    );
  const wanted = verdictOf(results, comparison);
  if (verdict !== wanted)
    yield {
      pointer: `${pointer}/verdict`,
      message: `The verdict is given as ${code(verdict)}, but the interval gives ${code(wanted)}.`,
    };
}

/** The effect on a quantity as its values give it: how much better, or where `lost` is given how much worse so compared. */
function effectFrom(
  { candidates, quantities, compare }: Results,
  point: Point,
  name: string,
  id: string,
  lost?: Comparing['compare'],
): Interval | null {
  const quantity = quantities.find(one => one.name === name);
  const baseline = candidates.find(({ role }) => role === 'baseline')?.id ?? '';
  const own = point.candidates[id]?.values[name];
  const other = point.candidates[baseline]?.values[name];
  if (!quantity || !own || own.length !== other?.length) return null;
  const comparing = { ...quantity, compare: lost ?? compare };
  return lost === undefined ? effectOf(own, other, comparing) : effectOf(other, own, comparing);
}

function* inInterval(
  told: Interval,
  { pointer, compare }: { pointer: string; compare: Comparing['compare'] },
  wanted: Interval | null,
): Iterable<Contradiction> {
  if (wanted === null) return;
  if (close(told.estimate, wanted.estimate) && close(told.low, wanted.low) && close(told.high, wanted.high))
    return;
  const text = ({ estimate, low, high }: Interval): string =>
    `${change(estimate, compare)} (${change(low, compare)} to ${change(high, compare)})`;
  yield {
    pointer,
    message: `The interval is given as ${text(told)}, but the values give ${text(wanted)}.`,
  };
}

function sameNames(present: readonly string[], wanted: readonly string[]): boolean {
  return present.length === wanted.length && present.every(name => wanted.includes(name));
}

/** Values are stored with twelve significant digits. */
function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
