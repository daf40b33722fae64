import { code, oneOf } from '../pattern/wording.ts';
import type { Contradiction } from './contradiction.ts';
import { contradictionsAt } from './point-contradictions.ts';
import type { Results } from './results.generated.ts';

/** What does not follow from the rest of the file: then somebody has edited it. */
export function* contradictionsIn(results: Results): Iterable<Contradiction> {
  const quantities = new Set(results.quantities.map(({ name }) => name));
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
      yield* contradictionsAt(results, point, `/sweeps/${index}/points/${number}`);
}
