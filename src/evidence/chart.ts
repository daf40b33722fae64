import { type ChartPart, xOf, yOf } from './chart-scales.ts';
import { type Interval, meanInterval } from './intervals.ts';
import { candidateWith, quantityOf, type Results, type Sweep } from './results.ts';
import { quantityTitle } from './titles.ts';

/** Colours that stay apart for colour-blind readers (after Okabe & Ito, 2008) and are seen on white and on black. */
const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b58900', '#56b4e9', '#7f7f7f', '#8c564b'];

/** The colour of text and lines; a chart is drawn in it, and the reader's style sheet may turn it round. */
export const ink = '#57606a';

/**
 * The results as a picture. For each axis: the primary quantity of every candidate, then the improvement against the
 * minimum effect and, where there is a guard, what it lost against its margin, which is what the verdict rests on. All
 * with their intervals.
 */
export function chartOf(results: Results): ChartPart {
  const columns = results.guard ? 3 : 2;
  const size = { width: columns === 3 ? 240 : 300, height: 200 };
  const panels = results.sweeps.flatMap(sweep => [
    valuePanel(results, sweep),
    effectPanel(results, sweep),
    ...(results.guard ? [guardPanel(results, results.guard, sweep)] : []),
  ]);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    padding: 12,
    concat: panels.map(panel => ({ ...size, ...panel })),
    columns,
    bounds: 'flush',
    spacing: { row: 64, column: 84 },
    resolve: { scale: { color: 'shared', shape: 'shared' } },
  };
}

/** What the marks of the chart mean, for the text beside it. */
export function chartLegend({ guard }: Results): string {
  const margin = guard ? ', and the most that the guard may lose' : '';
  return `Bars are 95 % intervals; dashed is the least improvement that counts${margin}.`;
}

function valuePanel(results: Results, sweep: Sweep): ChartPart {
  const primary = quantityOf(results, results.primary);
  const rows = sweep.points.flatMap(point =>
    results.candidates.map(({ id, title }) => {
      const runs = point.candidates[id]?.values[results.primary] ?? [];
      const { low, high } = meanInterval(runs);
      // An interval of positive values may reach below zero, where a logarithm has nothing.
      const least = Math.min(...runs);
      return {
        at: point.at,
        candidate: title,
        estimate: point.candidates[id]?.means[results.primary] ?? 0,
        low: least > 0 ? Math.max(low, Math.min(least, high)) : low,
        high,
      };
    }),
  );
  const title = `${quantityTitle(primary)}, ${primary.better} is better`;
  const y = { ...yOf(ends(rows), 50), title };
  const x = xOf(sweep);
  const color = {
    field: 'candidate',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { domain: results.candidates.map(candidate => candidate.title), range: palette },
    legend: { orient: 'bottom', columns: 1 },
  };
  return {
    data: { values: rows },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, opacity: 0.35 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y: { ...y, field: 'estimate' }, color } },
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1 },
        encoding: { x, y: { ...y, field: 'estimate' }, color },
      },
    ],
  };
}

function effectPanel(results: Results, sweep: Sweep): ChartPart {
  const rows = comparisons(results, sweep).map(({ at, effect, verdict }) => ({ at, ...effect, verdict }));
  const spread = results.compare === 'ratio' ? 10 : undefined;
  const y = {
    ...yOf([...ends(rows), results.minimum_effect], spread),
    title: `improvement over the baseline${results.compare === 'ratio' ? ' (ratio)' : ''}`,
  };
  const shape = {
    field: 'verdict',
    type: 'nominal',
    title: null,
    scale: { domain: ['supports', 'mixed', 'contradicts'], range: ['circle', 'diamond', 'cross'] },
    legend: { orient: 'bottom', direction: 'horizontal' },
  };
  return againstLimit(rows, results.minimum_effect, { x: xOf(sweep), y, shape });
}

function guardPanel(results: Results, guard: NonNullable<Results['guard']>, sweep: Sweep): ChartPart {
  const rows = comparisons(results, sweep).flatMap(({ at, guard: loss }) => (loss ? [{ at, ...loss }] : []));
  const loss = quantityTitle(quantityOf(results, guard.quantity));
  const y = {
    ...yOf([...ends(rows), guard.margin]),
    title: `guard: ${loss} worse by${guard.compare === 'ratio' ? ' (ratio)' : ''}`,
  };
  return againstLimit(rows, guard.margin, { x: xOf(sweep), y });
}

/** Estimates with their intervals, and a dashed line at the limit that decides. */
function againstLimit(
  rows: readonly Interval[],
  limit: number,
  { y, ...encoding }: Record<'x' | 'y', ChartPart> & { shape?: ChartPart },
): ChartPart {
  return {
    data: { values: rows },
    layer: [
      {
        data: { values: [{ limit }] },
        mark: { type: 'rule', strokeDash: [5, 4], color: ink },
        encoding: { y: { ...y, field: 'limit' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2, color: ink },
        encoding: { x: encoding.x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      {
        // Squares, where no shape says a verdict.
        mark: {
          type: 'point',
          filled: true,
          size: 70,
          opacity: 1,
          color: ink,
          ...(!encoding.shape && { shape: 'square' }),
        },
        encoding: { ...encoding, y: { ...y, field: 'estimate' } },
      },
    ],
  };
}

/** The pattern compared with the baseline at each point. */
function comparisons(results: Results, { points }: Sweep) {
  const pattern = candidateWith(results, 'pattern').id;
  return points.flatMap(({ at, effects }) => (effects[pattern] ? [{ at, ...effects[pattern] }] : []));
}

function ends(rows: readonly { low: number; high: number }[]): number[] {
  return rows.flatMap(({ low, high }) => [low, high]);
}
