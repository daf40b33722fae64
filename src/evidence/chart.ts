import { candidateWith, quantityOf, type Results, type Sweep } from './results.ts';

/** A Vega-Lite specification: plain data (vega.github.io/vega-lite/docs/spec.html). */
export type ChartSpec = Record<string, unknown>;

/** Colours that stay apart for colour-blind readers (after Okabe & Ito, 2008) and are seen on white and on black. */
const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b58900', '#56b4e9', '#7f7f7f', '#8c564b'];

const width = 300;
const height = 200;

/**
 * The results as a picture: for each axis the primary quantity of every candidate (bars: smallest and largest run), and
 * beside it the improvement with its interval against the minimum effect, which is what the verdict rests on.
 */
export function chartOf(results: Results): ChartSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    padding: 12,
    concat: results.sweeps.flatMap(sweep => [valuePanel(results, sweep), effectPanel(results, sweep)]),
    columns: 2,
    bounds: 'flush',
    spacing: { row: 64, column: 72 },
    resolve: { scale: { color: 'shared', shape: 'shared' } },
  };
}

function valuePanel(results: Results, sweep: Sweep): ChartSpec {
  const primary = quantityOf(results, results.primary);
  const rows = sweep.points.flatMap(point =>
    results.candidates.map(({ id, title }) => {
      const runs = point.candidates[id]?.values[results.primary] ?? [];
      const mean = point.candidates[id]?.means[results.primary] ?? 0;
      return { at: point.at, candidate: title, mean, low: Math.min(...runs), high: Math.max(...runs) };
    }),
  );
  const values = rows.flatMap(({ low, high }) => [low, high]);
  const means = rows.map(({ mean }) => mean);
  const y = scaleFor(values, Math.min(...values) > 0 && Math.max(...means) > 50 * Math.min(...means));
  const unit = primary.unit ? ` (${primary.unit})` : '';
  const title = `${primary.name.replaceAll('_', ' ')}${unit}, ${primary.better} is better`;
  const color = {
    field: 'candidate',
    type: 'nominal',
    title: null,
    sort: null,
    scale: { domain: results.candidates.map(candidate => candidate.title), range: palette },
    legend: { orient: 'bottom', columns: 1 },
  };
  const x = xOf(sweep);
  return {
    width,
    height,
    data: { values: rows },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, opacity: 0.35 },
        encoding: { x, y: { ...y, field: 'low', title }, y2: { field: 'high' }, color },
      },
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y: { ...y, field: 'mean', title }, color } },
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1 },
        encoding: { x, y: { ...y, field: 'mean', title }, color },
      },
    ],
  };
}

function effectPanel(results: Results, sweep: Sweep): ChartSpec {
  const pattern = candidateWith(results, 'pattern');
  const rows = sweep.points.flatMap(point => {
    const found = point.effects[pattern.id];
    return found ? [{ at: point.at, ...found.effect, verdict: found.verdict }] : [];
  });
  const values = [...rows.flatMap(({ low, high }) => [low, high]), results.minimum_effect];
  const ratio = results.compare === 'ratio';
  const y = scaleFor(
    values,
    ratio && Math.min(...values) > 0 && Math.max(...values) > 10 * Math.min(...values),
  );
  const title = `improvement over the baseline${ratio ? ' (ratio)' : ''}`;
  const x = xOf(sweep);
  const shape = {
    field: 'verdict',
    type: 'nominal',
    title: null,
    scale: { domain: ['supports', 'mixed', 'contradicts'], range: ['circle', 'diamond', 'cross'] },
    legend: { orient: 'bottom', direction: 'horizontal' },
  };
  return {
    width,
    height,
    data: { values: rows },
    layer: [
      {
        data: { values: [{ minimum: results.minimum_effect }] },
        mark: { type: 'rule', strokeDash: [5, 4], color: ink },
        encoding: { y: { ...y, field: 'minimum', title } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2, color: ink },
        encoding: { x, y: { ...y, field: 'low', title }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 70, opacity: 1, color: ink },
        encoding: { x, y: { ...y, field: 'estimate', title }, shape },
      },
    ],
  };
}

/** The colour of text and lines; a chart is drawn in it, and the reader's style sheet may turn it round. */
export const ink = '#57606a';

/** `0.99`, `300`, `1k`, `2M`. */
const shortNumber = "abs(datum.value) < 1000 ? format(datum.value, '.3~g') : format(datum.value, '.3~s')";

function xOf({ axis, points }: Sweep): ChartSpec {
  const at = points.map(point => point.at);
  const log = axis.scale === 'log' && Math.min(...at) > 0;
  return {
    field: 'at',
    type: 'quantitative',
    title: axis.unit && axis.unit !== axis.title ? `${axis.title} (${axis.unit})` : axis.title,
    scale: log ? { type: 'log', nice: false, padding: 14 } : { nice: false, padding: 14, zero: false },
    axis: { values: at, grid: false, labelOverlap: true, labelExpr: shortNumber },
  };
}

function scaleFor(values: readonly number[], log: boolean): ChartSpec {
  const zero = !log && Math.min(...values) >= 0 && Math.max(...values) > 1.5 * Math.min(...values);
  return {
    type: 'quantitative',
    scale: log ? { type: 'log', nice: false } : { zero, nice: true },
    axis: { labelExpr: shortNumber, tickCount: 5 },
  };
}
