import { code, oneOf } from '../pattern/wording.ts';
import type { Results } from './results.generated.ts';
import { verdictOf } from './verdict.ts';

type Contradiction = { pointer: string; message: string };

/** What does not follow from the rest of the file: then somebody has edited it. */
export function* contradictionsIn(results: Results): Iterable<Contradiction> {
  const quantities = new Set(results.quantities.map(({ name }) => name));
  const candidates = results.candidates.map(({ id }) => id);
  const asked: [pointer: string, name: string][] = [
    ['/primary', results.primary],
    ...(results.guard ? [['/guard/quantity', results.guard.quantity] as [string, string]] : []),
    ...(results.fairness ? [['/fairness/quantity', results.fairness.quantity] as [string, string]] : []),
    ...Object.entries(results.specification).map(([key, { quantity }]): [string, string] => [
      `/specification/${key}/quantity`,
      quantity,
    ]),
  ];
  for (const [pointer, name] of asked)
    if (!quantities.has(name))
      yield {
        pointer,
        message: `${code(name)} is no quantity of this file; expected ${oneOf([...quantities])}.`,
      };
  for (const role of ['pattern', 'baseline'] as const) {
    const count = results.candidates.filter(candidate => candidate.role === role).length;
    if (count !== 1)
      yield {
        pointer: '/candidates',
        message: `${count} candidates have the role \`${role}\`; exactly one must.`,
      };
  }
  for (const [index, sweep] of results.sweeps.entries())
    for (const [number, point] of sweep.points.entries())
      yield* inPoint(results, point, `/sweeps/${index}/points/${number}`, candidates, quantities);
}

function* inPoint(
  results: Results,
  point: Results['sweeps'][number]['points'][number],
  pointer: string,
  candidates: readonly string[],
  quantities: ReadonlySet<string>,
): Iterable<Contradiction> {
  const baseline = results.candidates.find(({ role }) => role === 'baseline')?.id;
  const compared = candidates.filter(id => id !== baseline);
  if (!sameNames(Object.keys(point.candidates), candidates))
    yield {
      pointer: `${pointer}/candidates`,
      message: `Expected a measurement of each of ${oneOf(candidates)}.`,
    };
  if (!sameNames(Object.keys(point.effects), compared))
    yield { pointer: `${pointer}/effects`, message: `Expected a comparison of each of ${oneOf(compared)}.` };
  for (const [id, { values, means }] of Object.entries(point.candidates)) {
    const at = `${pointer}/candidates/${id}`;
    for (const [what, names] of [
      ['values', Object.keys(values)],
      ['means', Object.keys(means)],
    ] as const)
      if (!sameNames(names, [...quantities]))
        yield { pointer: `${at}/${what}`, message: `Expected ${what} of each of ${oneOf([...quantities])}.` };
    for (const [name, runs] of Object.entries(values)) {
      const mean = runs.reduce((sum, value) => sum + value, 0) / runs.length;
      const told = means[name];
      if (runs.length !== results.seeds.length)
        yield {
          pointer: `${at}/values/${name}`,
          message: `There are ${runs.length} values for ${results.seeds.length} seeds.`,
        };
      if (told !== undefined && !close(told, mean))
        yield {
          pointer: `${at}/means/${name}`,
          message: `The mean is given as ${told}, but the values give ${mean}.`,
        };
    }
  }
  for (const [id, comparison] of Object.entries(point.effects)) {
    const wanted = verdictOf(results, comparison);
    if (comparison.verdict !== wanted)
      yield {
        pointer: `${pointer}/effects/${id}/verdict`,
        message: `The verdict is given as \`${comparison.verdict}\`, but the interval gives \`${wanted}\`.`,
      };
    const { low, estimate, high } = comparison.effect;
    if (low > estimate || estimate > high)
      yield {
        pointer: `${pointer}/effects/${id}/effect`,
        message: 'The estimate lies outside its interval.',
      };
  }
}

function sameNames(present: readonly string[], wanted: readonly string[]): boolean {
  return present.length === wanted.length && present.every(name => wanted.includes(name));
}

/** Values are stored with twelve significant digits. */
function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
