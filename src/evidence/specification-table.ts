import type { RootContent } from 'mdast';
import type { Pattern } from '../pattern/pattern.ts';
import { codeSpan, paragraph, strong, table } from '../pattern/tree.ts';
import { change, figure } from './numbers.ts';
import { candidateWith, quantityOf, type Results } from './results.ts';
import { specifiedFigures } from './specified.ts';

/** Each figure of the specification beside what was measured, or as not measured by us; nothing where it gives none. */
export function specificationTable(pattern: Pattern, results: Results | null): RootContent[] {
  const figures = specifiedFigures(pattern);
  if (figures.length === 0) return [];
  const rows = figures.map(({ key, value }) => [
    [codeSpan(key)],
    [value],
    [results === null ? notMeasured : measuredBeside(results, key)],
  ]);
  return [
    paragraph(strong('The specification said, and we measured:')),
    table([['Key'], ['Specification'], ['Measured here']], rows),
  ];
}

const notMeasured = 'not measured by us';

function measuredBeside(results: Results, key: string): string {
  const asked = Object.hasOwn(results.specification, key) ? results.specification[key] : undefined;
  if (!asked) return notMeasured;
  const quantity = quantityOf(results, asked.quantity);
  const [pattern, baseline] = [candidateWith(results, 'pattern').id, candidateWith(results, 'baseline').id];
  const values = results.sweeps.flatMap(sweep =>
    sweep.points.flatMap(point => {
      const own = point.candidates[pattern]?.means[quantity.name];
      const other = point.candidates[baseline]?.means[quantity.name];
      if (own === undefined || other === undefined) return [];
      if (asked.show === 'value') return [own];
      if (asked.show === 'difference') return [own - other];
      const ratio = quantity.better === 'higher' ? own / other : other / own;
      return Number.isFinite(ratio) ? [ratio] : [];
    }),
  );
  if (values.length === 0) return notMeasured;
  const show = (value: number): string =>
    `${asked.show === 'value' ? figure(value) : change(value, asked.show)}${asked.show === 'ratio' || quantity.unit === '' ? '' : ` ${quantity.unit}`}`;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = show(low) === show(high) ? show(low) : `${show(low)} to ${show(high)}`;
  return `${range} (${quantity.name.replaceAll('_', ' ')})`;
}
